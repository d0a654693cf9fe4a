#include "base/random.h"
#include "console/cli/commands.h"
#include "console/cli/files.h"
#include "console/cli/options.h"
#include "console/cli/organisation_folder.h"
#include "console/cli/passphrase.h"
#include "console/roster/authority.h"
#include "identity/workshop_token.h"

namespace maintendue::cli {
namespace {

namespace fs = std::filesystem;

// The server's clock may be behind this one.
constexpr std::chrono::hours kSkew{1};
constexpr int kMostHours = (identity::kLongestTokenLife - kSkew).count();

}  // namespace

void org_workshop_token(
    Terminal& terminal, const std::vector<std::string>& arguments, WallTime now
) {
  const Options options(terminal, arguments, {"home", "uses", "hours", "out", "passphrase-file"});
  const fs::path home = options.required("home");
  const int uses = options.number("uses", 1, identity::kMostTokenUses);
  const int hours = options.number("hours", 1, kMostHours);
  const std::string& out = options.required("out");
  const roster::Book book =
      known_book(terminal, open_trust(terminal, home / "root.crt"), home / "roster");
  if (!console::Authority::lies_in(home)) stop(terminal, Word::NoRosterKey, {home.native()});

  const Language language = terminal.language();
  const PassphraseSource source{"passphrase-file", say(language, Word::AskAdministrator)};
  const Secret passphrase = known_passphrase(terminal, options, source);
  const auto authority = console::Authority::open(home, book.trust(), passphrase.text());
  if (!authority) {
    const bool wrong = authority.error().code == Errc::WrongPassphrase;
    stop(
        terminal, wrong ? Word::WrongPassphrase : Word::NoRosterKey,
        {wrong ? (home / "roster.key").native() : home.native()}
    );
  }
  const identity::WorkshopToken token{
      random_bytes(identity::kTokenIdBytes), uses, now - kSkew, now + std::chrono::hours(hours)
  };
  write_new_file(terminal, out, identity::sign_token(token, authority->key()));
  terminal.out() << say(language, Word::TokenMade,
                        {out, std::to_string(uses), std::to_string(hours)})
                 << "\n";
}

}  // namespace maintendue::cli
