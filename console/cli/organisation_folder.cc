#include "console/cli/organisation_folder.h"

#include "console/cli/passphrase.h"
#include "roster/book_file.h"

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

identity::Trust open_trust(const Terminal& terminal, const fs::path& root) {
  Result<identity::Trust> trust =
      identity::Trust::from_pem(read_file(terminal, root, kLongestFile));
  if (!trust) stop(terminal, Word::NoOrganisation, {root.native()});
  return std::move(*trust);
}

roster::Book known_book(
    const Terminal& terminal, const identity::Trust& trust, const fs::path& file
) {
  Result<roster::Book> book = roster::open_book(file, trust);
  if (!book || book->empty()) stop(terminal, Word::NoRoster, {file.native()});
  return std::move(*book);
}

identity::Issuer open_root(
    Terminal& terminal, const Options& options, const fs::path& dir, const identity::Trust& trust
) {
  const fs::path file = dir / "root.key";
  const std::string prompt = say(terminal.language(), Word::AskRoot);
  const Secret passphrase = known_passphrase(terminal, options, {"root-passphrase-file", prompt});
  identity::Issuer root{open_key(terminal, file, passphrase.text()), trust.root()};
  if (root.key.public_key() != root.certificate.public_key()) {
    stop(terminal, Word::OldRoot, {file.native()});
  }
  return root;
}

}  // namespace maintendue::cli
