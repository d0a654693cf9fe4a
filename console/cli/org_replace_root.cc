#include "console/cli/commands.h"
#include "console/cli/given_folders.h"
#include "console/cli/organisation_folder.h"
#include "console/cli/passphrase.h"
#include "console/cli/person.h"
#include "console/cli/recovery_sheet.h"
#include "console/cli/refounding.h"
#include "roster/edit.h"

namespace maintendue::cli {
namespace {

namespace fs = std::filesystem;

// A root that follows the one that counts by `before`, and the organisation under it.
struct NextRoot {
  identity::Issuer issuer;
  identity::Trust trust;
};

NextRoot next_root(
    const Terminal& terminal, const identity::Issuer& root, const roster::Book& before, WallTime now
) {
  identity::Issuer next = identity::make_next_root(root, before.trust().number() + 1, now);
  std::vector<identity::Certificate> roots = before.trust().later_roots();
  roots.push_back(next.certificate);
  const Result<identity::Trust> trust = before.trust().followed_by(roots);
  if (!trust || trust->number() == before.trust().number()) stop(terminal, Word::TooManyRoots);
  return {std::move(next), *trust};
}

// What the earlier root had certified and has not ended, by this one; and the intermediate that
// takes the old one's place. Stop when PCs would be left behind.
std::vector<Bytes> authorities_under(
    const Terminal& terminal,
    const identity::Issuer& root,
    const roster::Book& before,
    const identity::Issuer& intermediate,
    WallTime now
) {
  std::vector<Bytes> anew;
  bool enrolled = false;  // something there has signed machines
  for (const Bytes& der : roster::with_authority(before.roster().authorities, before.signer())) {
    const auto old = identity::Certificate::from_der(der);
    if (!old || old->not_after() <= now || !identity::fits_as_name(old->common_name())) continue;
    anew.push_back(identity::certify_anew(root, *old, now).to_der());
    enrolled |= identity::generation_in(*old) == 0;
  }
  if (!enrolled) stop(terminal, Word::NoAuthority);
  return roster::with_authority(std::move(anew), intermediate.certificate);
}

std::string names_in(const roster::Roster& roster) {
  std::string names;
  for (const roster::Member& member : roster.members) {
    names += (names.empty() ? "" : ", ") + member.who.name;
  }
  return names;
}

}  // namespace

void org_replace_root(Terminal& terminal, const std::vector<std::string>& arguments, WallTime now) {
  const Options options(
      terminal, arguments,
      {"dir", "roster", "admin", "remove", "relay", "to", "root-passphrase-file",
       "new-root-passphrase-file", "passphrase-file", "recovery-passphrase-file"}
  );
  const fs::path dir = options.required("dir");
  const std::string& name = options.required("admin");
  const std::string& host = options.required("relay");
  if (!identity::fits_as_name(name)) stop_usage(terminal, Word::BadName, {name});
  if (!identity::fits_as_host(host)) stop_usage(terminal, Word::BadHost, {host});
  const roster::Book before =
      known_book(terminal, open_trust(terminal, dir / "root.crt"), options.required("roster"));
  const fs::path to = options.required("to");
  NewFolder folder(terminal, to);
  const Language language = terminal.language();
  const identity::Issuer root = open_root(terminal, options, dir, before.trust());

  const NextRoot next = next_root(terminal, root, before, now);
  const identity::Issuer intermediate = identity::make_enrolment_intermediate(next.issuer, now);
  const std::uint64_t generation = identity::first_generation(next.trust.number());
  const roster::Roster people = roster::under_next_key(
      before.roster(), generation,
      authorities_under(terminal, next.issuer, before, intermediate, now), now
  );
  const Refounded refounded = refound(terminal, options, before, people);
  const Secret of_new_root = new_passphrase(
      terminal, options, {"new-root-passphrase-file", say(language, Word::AskNewRoot)}
  );
  const PassphraseSource own{"passphrase-file", say(language, Word::AskNewOperator, {name})};
  const Secret passphrase = new_passphrase(terminal, options, own);
  const Secret of_sheet = new_passphrase(
      terminal, options, {"recovery-passphrase-file", say(language, Word::AskRecovery)}
  );

  const console::Authority authority(
      identity::make_roster_key(next.issuer, generation, now), next.trust
  );
  const roster::Book book = book_of(refounded, authority, before);
  const fs::path home = fs::path("operators") / folder_name(name);
  folder.add_key("root.key", next.issuer.key.to_encrypted_pem(of_new_root.text()));
  folder.add_certificate("root.crt", book.trust().root_pem());
  folder.add_key(
      "recovery-sheet.txt",
      recovery_sheet(
          language, next.issuer.key, book.trust(), refounded.recovery_key, of_sheet.text()
      )
  );
  add_servers(folder, next.issuer, intermediate, book, host, now);
  add_administrator(folder, home, refounded, authority, book, passphrase.text(), now);
  folder.commit();
  terminal.out() << say(language, Word::RootReplaced,
                        {to.native(), host, (to / home).native(), day_words(before.roster().made),
                         names_in(book.roster())})
                 << "\n";
}

}  // namespace maintendue::cli
