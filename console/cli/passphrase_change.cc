#include <vector>

#include "base/files.h"
#include "console/cli/commands.h"
#include "console/cli/home_in.h"
#include "console/cli/passphrase.h"

namespace maintendue::cli {
namespace {

struct Relocked {
  std::filesystem::path file;
  std::string pem;
};

// The key in `file` under its new passphrase; nothing when there is none, or it is under it
// already, because an earlier change was cut short.
std::optional<Relocked> relock(
    const Terminal& terminal,
    const std::filesystem::path& file,
    const Secret& before,
    const Secret& after
) {
  const auto locked = read_small_file(file);
  if (!locked) return std::nullopt;
  const auto key = identity::PrivateKey::from_pem(*locked, before.text());
  if (key) return Relocked{file, key->to_encrypted_pem(after.text())};
  if (identity::PrivateKey::from_pem(*locked, after.text())) return std::nullopt;
  stop(terminal, Word::WrongPassphrase, {file.native()});
}

}  // namespace

void passphrase_change(Terminal& terminal, const std::vector<std::string>& arguments, WallTime) {
  const Options options(terminal, arguments, {"home", "passphrase-file", "new-passphrase-file"});
  const console::Home home = home_in(terminal, options);
  const Secret before = passphrase_in(terminal, options, home);
  const std::string prompt = say(terminal.language(), Word::AskNewOperator, {home.owner.name});
  const Secret after = new_passphrase(terminal, options, {"new-passphrase-file", prompt});
  std::vector<Relocked> relocked;
  for (const char* name : {"encryption.key", "roster.key", "operator.key"}) {
    auto one = relock(terminal, home.folder / name, before, after);
    if (one) relocked.push_back(std::move(*one));
  }
  for (const Relocked& one : relocked) {
    const Result<void> written = write_small_file(one.file, one.pem);
    if (!written) stop(terminal, Word::PassphraseHalfChanged, {written.error().detail});
  }
  terminal.out() << say(terminal.language(), Word::PassphraseChanged, {home.folder.native()})
                 << "\n";
}

}  // namespace maintendue::cli
