#include "console/cli/commands.h"
#include "console/cli/organisation_folder.h"
#include "console/cli/passphrase.h"
#include "console/cli/person.h"
#include "console/cli/recovery_sheet.h"
#include "console/cli/refounding.h"
#include "roster/edit.h"

namespace maintendue::cli {

namespace fs = std::filesystem;

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
  const roster::Book before =
      known_book(terminal, open_trust(terminal, dir / "root.crt"), options.required("roster"));
  const std::string to = options.optional("to").value_or((dir / folder_name(name)).native());
  NewFolder folder(terminal, to);

  const std::uint64_t generation = before.edition().generation + 1;
  const roster::Roster next = roster::under_next_key(
      before.roster(), generation,
      roster::with_authority(before.roster().authorities, before.signer()), now
  );
  const Refounded refounded = refound(terminal, options, before, next);
  const Language language = terminal.language();
  const identity::Issuer root = open_root(terminal, options, dir, before.trust());
  const PassphraseSource own{"passphrase-file", say(language, Word::AskNewOperator, {name})};
  const Secret passphrase = new_passphrase(terminal, options, own);
  const Secret of_sheet = new_passphrase(
      terminal, options, {"recovery-passphrase-file", say(language, Word::AskRecovery)}
  );

  const console::Authority authority(
      identity::make_roster_key(root, generation, now), before.trust()
  );
  const roster::Book book = book_of(refounded, authority, before);
  add_administrator(folder, {}, refounded, authority, book, passphrase.text(), now);
  folder.add_key(
      "recovery-sheet.txt",
      recovery_sheet(language, root.key, book.trust(), refounded.recovery_key, of_sheet.text())
  );
  folder.commit();
  terminal.out() << say(language, Word::RosterKeyReplaced, {name, to}) << "\n"
                 << say(language, Word::PublishIt, {to}) << "\n";
}

}  // namespace maintendue::cli
