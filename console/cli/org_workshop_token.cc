#include <algorithm>

#include "base/random.h"
#include "console/cli/commands.h"
#include "console/cli/options.h"
#include "console/cli/organisation_folder.h"
#include "console/cli/passphrase.h"
#include "identity/workshop_token.h"

namespace maintendue::cli {
namespace {

namespace fs = std::filesystem;

constexpr std::size_t kLongestFile = 16 * 1024;
// The server's clock may be behind this one.
constexpr std::chrono::hours kSkew{1};
constexpr int kMostHours = (identity::kLongestTokenLife - kSkew).count();

// Who signs, once the organisation's root has said that it is an administrator.
identity::Operator administrator(
    const Terminal& terminal, const identity::Trust& trust, const fs::path& home, WallTime now
) {
  const fs::path file = home / "operator.crt";
  const Result<identity::Peer> peer =
      trust.check_client(read_file(terminal, file, kLongestFile), now);
  const auto* who = peer ? std::get_if<identity::Operator>(&*peer) : nullptr;
  if (who == nullptr) stop(terminal, Word::NoOperator, {file.native()});
  if (std::ranges::find(who->roles, v1::ROLE_ADMIN) == who->roles.end()) {
    stop(terminal, Word::NotAdministrator, {who->name});
  }
  return *who;
}

}  // namespace

void org_workshop_token(
    Terminal& terminal, const std::vector<std::string>& arguments, WallTime now
) {
  const Options options(
      terminal, arguments, {"dir", "operator", "uses", "hours", "out", "passphrase-file"}
  );
  const identity::Trust trust = open_trust(terminal, options.required("dir"));
  const fs::path home = options.required("operator");
  const int uses = options.number("uses", 1, identity::kMostTokenUses);
  const int hours = options.number("hours", 1, kMostHours);
  const std::string& out = options.required("out");
  const identity::Operator who = administrator(terminal, trust, home, now);

  const Language language = terminal.language();
  const PassphraseSource source{"passphrase-file", say(language, Word::AskOperator, {who.name})};
  const std::string passphrase = known_passphrase(terminal, options, source);
  const identity::Issuer signer =
      open_pair(terminal, home / "operator.key", home / "operator.crt", passphrase);
  const identity::WorkshopToken token{
      random_bytes(identity::kTokenIdBytes), uses, now - kSkew, now + std::chrono::hours(hours)
  };
  write_new_file(terminal, out, identity::sign_token(token, signer.key, signer.certificate));
  terminal.out() << say(language, Word::TokenMade,
                        {out, std::to_string(uses), std::to_string(hours)})
                 << "\n";
}

}  // namespace maintendue::cli
