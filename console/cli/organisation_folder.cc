#include "console/cli/organisation_folder.h"

namespace maintendue::cli {
namespace {

namespace fs = std::filesystem;

constexpr std::size_t kLongestFile = 16 * 1024;

identity::PrivateKey open_key(
    const Terminal& terminal, const fs::path& file, BytesView passphrase
) {
  const Bytes pem = read_file(terminal, file, kLongestFile);
  Result<identity::PrivateKey> key = identity::PrivateKey::from_pem(pem, passphrase);
  if (key) return std::move(*key);
  const bool wrong = key.error().code == Errc::WrongPassphrase;
  stop(terminal, wrong ? Word::WrongPassphrase : Word::NoKey, {file.native()});
}

}  // namespace

identity::Trust open_trust(const Terminal& terminal, const fs::path& dir) {
  const fs::path file = dir / "root.crt";
  Result<identity::Trust> trust =
      identity::Trust::from_pem(read_file(terminal, file, kLongestFile));
  if (!trust) stop(terminal, Word::NoOrganisation, {file.native()});
  return std::move(*trust);
}

identity::Issuer open_root(const Terminal& terminal, const fs::path& dir, BytesView passphrase) {
  (void)open_trust(terminal, dir);  // says in one sentence when it is no root at all
  return open_pair(terminal, dir / "root.key", dir / "root.crt", passphrase);
}

identity::Issuer open_pair(
    const Terminal& terminal, const fs::path& key, const fs::path& certificate, BytesView passphrase
) {
  Result<identity::Certificate> read =
      identity::Certificate::from_pem(read_file(terminal, certificate, kLongestFile));
  if (!read) stop(terminal, Word::NoOperator, {certificate.native()});
  identity::Issuer pair{open_key(terminal, key, passphrase), std::move(*read)};
  if (pair.key.public_key() != pair.certificate.public_key()) {
    stop(terminal, Word::OtherKey, {key.native()});
  }
  return pair;
}

}  // namespace maintendue::cli
