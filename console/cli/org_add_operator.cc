#include <algorithm>

#include "console/cli/commands.h"
#include "console/cli/operator_folder.h"
#include "console/cli/options.h"
#include "console/cli/organisation_folder.h"
#include "console/cli/passphrase.h"
#include "identity/names.h"

namespace maintendue::cli {
namespace {

namespace fs = std::filesystem;

// "mediator" or "mediator,support".
std::vector<v1::Role> read_roles(const Terminal& terminal, const std::string& words) {
  std::vector<v1::Role> roles;
  for (std::size_t at = 0; at <= words.size();) {
    const std::size_t comma = std::min(words.find(',', at), words.size());
    const std::string word = words.substr(at, comma - at);
    const std::optional<v1::Role> role = identity::role_called(word);
    if (!role) stop_usage(terminal, Word::BadRole, {word});
    if (std::ranges::find(roles, *role) == roles.end()) roles.push_back(*role);
    at = comma + 1;
  }
  return roles;
}

}  // namespace

void org_add_operator(Terminal& terminal, const std::vector<std::string>& arguments, WallTime now) {
  const Options options(
      terminal, arguments, {"dir", "name", "role", "root-passphrase-file", "passphrase-file"}
  );
  const fs::path dir = options.required("dir");
  const std::string& name = options.required("name");
  if (!identity::fits_as_name(name)) stop_usage(terminal, Word::BadName, {name});
  const std::vector<v1::Role> roles = read_roles(terminal, options.required("role"));
  (void)open_trust(terminal, dir);  // no question before it is known that this is an organisation
  const fs::path home = dir / "operators" / folder_name(name);
  NewFolder folder(terminal, home);

  const Language language = terminal.language();
  const std::string root_passphrase =
      known_passphrase(terminal, options, {"root-passphrase-file", say(language, Word::AskRoot)});
  const identity::Issuer root = open_root(terminal, dir, root_passphrase);
  const PassphraseSource own{"passphrase-file", say(language, Word::AskNewOperator, {name})};
  const Person person{name, roles, new_passphrase(terminal, options, own)};
  add_operator(folder, "", root, person, now);
  folder.commit();
  terminal.out() << say(language, Word::OperatorAdded, {name, home.native()}) << "\n";
}

}  // namespace maintendue::cli
