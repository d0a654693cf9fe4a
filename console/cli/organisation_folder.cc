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

identity::Issuer open_root(
    const Terminal& terminal,
    const fs::path& dir,
    const identity::Trust& trust,
    BytesView passphrase
) {
  const fs::path file = dir / "root.key";
  identity::Issuer root{open_key(terminal, file, passphrase), trust.root()};
  if (root.key.public_key() != root.certificate.public_key()) {
    stop(terminal, Word::OldRoot, {file.native()});
  }
  return root;
}

}  // namespace maintendue::cli
