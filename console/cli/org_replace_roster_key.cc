#include <algorithm>

#include "base/files.h"
#include "console/cli/commands.h"
#include "console/cli/files.h"
#include "console/cli/options.h"
#include "console/cli/organisation_folder.h"
#include "console/cli/passphrase.h"
#include "console/cli/person.h"
#include "console/cli/recovery_sheet.h"
#include "console/data_keys/waiting_keys.h"
#include "console/roster/authority.h"
#include "roster/book_file.h"
#include "roster/edit.h"

namespace maintendue::cli {
namespace {

namespace fs = std::filesystem;

roster::Book known_book(
    const Terminal& terminal, const identity::Trust& trust, const std::string& file
) {
  if (!fs::exists(file)) stop(terminal, Word::NoRoster, {file});
  Result<roster::Book> book = roster::open_book(file, trust);
  if (!book || book->empty()) stop(terminal, Word::NoRoster, {file});
  return std::move(*book);
}

// The people of the roster as it was, with this one in it, under keys of her own, as administrator.
identity::Operator instate(
    roster::Roster& next, const std::string& name, const console::OperatorKeys& keys
) {
  const auto known = std::ranges::find(next.members, name, [](const roster::Member& member) {
    return member.who.name;
  });
  if (known == next.members.end()) {
    const identity::Operator who{
        console::new_operator_id(), name, {v1::ROLE_ADMIN}, keys.key.public_key()
    };
    next.members.push_back({who, {}, keys.encryption.public_key()});
    return who;
  }
  known->who.public_key = keys.key.public_key();
  known->encryption_key = keys.encryption.public_key();
  known->cleared = next.made;
  auto& roles = known->who.roles;
  if (std::ranges::find(roles, v1::ROLE_ADMIN) == roles.end()) roles.push_back(v1::ROLE_ADMIN);
  return known->who;
}

}  // namespace

void org_replace_roster_key(
    Terminal& terminal, const std::vector<std::string>& arguments, WallTime now
) {
  const Options options(
      terminal, arguments,
      {"dir", "roster", "admin", "remove", "to", "root-passphrase-file", "passphrase-file",
       "recovery-passphrase-file"}
  );
  const fs::path dir = options.required("dir");
  const std::string& name = options.required("admin");
  if (!identity::fits_as_name(name)) stop_usage(terminal, Word::BadName, {name});
  const identity::Trust trust = open_trust(terminal, dir);
  const roster::Book before = known_book(terminal, trust, options.required("roster"));
  const std::string to = options.optional("to").value_or((dir / folder_name(name)).native());
  NewFolder folder(terminal, to);

  const std::uint64_t generation = before.edition().generation + 1;
  roster::Roster next = roster::under_next_key(before.roster(), generation, now);
  if (const auto gone = options.optional("remove")) {
    const auto erased = std::erase_if(next.members, [&](const roster::Member& member) {
      return member.who.name == *gone;
    });
    if (erased == 0) stop(terminal, Word::NobodyCalled, {*gone});
  }
  const Language language = terminal.language();
  const PassphraseSource of_root{"root-passphrase-file", say(language, Word::AskRoot)};
  const identity::Issuer root =
      open_root(terminal, dir, known_passphrase(terminal, options, of_root));
  const PassphraseSource own{"passphrase-file", say(language, Word::AskNewOperator, {name})};
  const std::string passphrase = new_passphrase(terminal, options, own);
  const std::string of_sheet = new_passphrase(
      terminal, options, {"recovery-passphrase-file", say(language, Word::AskRecovery)}
  );

  const console::OperatorKeys keys;
  const identity::Operator who = instate(next, name, keys);
  const identity::PrivateKey recovery_key = identity::PrivateKey::generate();
  next.recovery_key = recovery_key.public_key();  // whoever had the roster key may have put hers
  const v1::DataKeys data_keys = sealed_record::renew_data_key(before, next);
  if (!roster::fits(next)) stop(terminal, Word::BadChange);
  const console::Authority authority(identity::make_roster_key(root, generation, now), trust);
  const roster::Book book = authority.found(next);
  for (const auto& [file, bytes] : authority.folder_for(who, keys, book, passphrase, now)) {
    folder.add_key(file, bytes);
  }
  folder.add_key("recovery-sheet.txt", recovery_sheet(language, root, recovery_key, of_sheet));
  if (data_keys.keys_size() > 0) {
    folder.add_key(console::kWaitingKeys, data_keys.SerializeAsString());
  }
  folder.commit();
  terminal.out() << say(language, Word::RosterKeyReplaced, {name, to}) << "\n"
                 << say(language, Word::PublishIt, {to}) << "\n";
}

}  // namespace maintendue::cli
