#include "console/cli/commands.h"
#include "console/cli/files.h"
#include "console/cli/options.h"
#include "console/cli/passphrase.h"
#include "console/cli/recovery_sheet.h"

namespace maintendue::cli {
namespace {

constexpr std::size_t kLongestSheet = 64 * 1024;

}  // namespace

void org_recover(Terminal& terminal, const std::vector<std::string>& arguments, WallTime) {
  const Options options(
      terminal, arguments, {"sheet", "dir", "recovery-passphrase-file", "root-passphrase-file"}
  );
  const std::string& file = options.required("sheet");
  const std::string& dir = options.required("dir");
  const std::string sheet = read_file(terminal, file, kLongestSheet);
  NewFolder folder(terminal, dir);
  const Language language = terminal.language();
  const PassphraseSource known{"recovery-passphrase-file", say(language, Word::AskSheet)};
  const auto root = root_from_sheet(sheet, known_passphrase(terminal, options, known).text());
  if (!root) {
    const bool wrong = root.error().code == Errc::WrongPassphrase;
    stop(terminal, wrong ? Word::WrongPassphrase : Word::NoSheet, {file});
  }
  const PassphraseSource fresh{"root-passphrase-file", say(language, Word::AskNewRoot)};
  const Secret passphrase = new_passphrase(terminal, options, fresh);
  folder.add_key("root.key", root->key.to_encrypted_pem(passphrase.text()));
  folder.add_certificate("root.crt", root->first.to_pem());
  folder.commit();
  terminal.out() << say(language, Word::Recovered, {root->first.common_name(), dir}) << "\n";
}

}  // namespace maintendue::cli
