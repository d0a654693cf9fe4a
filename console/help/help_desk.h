// Where families' requests for help are read, as far as they can be believed, and answered by
// whoever is signed in.
#pragma once

#include "base/clock.h"
#include "console/relay_client/ask_relay.h"
#include "console/roster/team.h"
#include "maintendue/local/v1/console.pb.h"
#include "maintendue/v1/help.pb.h"

namespace maintendue::console {

// Lives on `main`. All outlive it, and every call.
class HelpDesk {
 public:
  HelpDesk(const Clock& clock, const Team& team, AskRelay relay)
      : clock_(clock), team_(team), relay_(std::move(relay)) {}

  // As console.proto says of the methods ListHelp and AnswerHelp; `key` is her own.
  net::awaitable<Result<local::v1::HelpQueue>> list() const;
  net::awaitable<Result<local::v1::HelpCall>> answer(
      local::v1::AnswerHelpRequest request, identity::PrivateKey key
  ) const;

 private:
  local::v1::HelpCall believed(v1::HelpEntry entry) const;
  // Dated at what the relay has of that request but nobody is shown, for it does not count; 0:
  // nothing of the kind.
  net::awaitable<Result<std::int64_t>> passed_over_ms(const local::v1::AnswerHelpRequest& about
  ) const;
  Result<Bytes> signed_answer(
      const local::v1::AnswerHelpRequest& request, const identity::PrivateKey& key
  ) const;

  const Clock& clock_;
  const Team& team_;
  const AskRelay relay_;
};

}  // namespace maintendue::console
