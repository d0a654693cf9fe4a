// maintendue.v1.Help: the families who wait, and what mediators answer them.
#pragma once

#include "help/answer.h"
#include "maintendue/v1/help.pb.h"
#include "relay/access/visitors.h"
#include "relay/machines/whose_machine.h"
#include "wire/rpc_server.h"

namespace maintendue::relay {

// Lives on `main`; outlives the server's handlers.
class HelpGate final {
 public:
  // All outlive it.
  HelpGate(
      Visitors& visitors,
      HelpStore& help,
      WhoseMachine& whose,
      const RosterShelf& roster,
      Feed& feed,
      Directory& directory,
      const Clock& clock
  )
      : visitors_(visitors),
        help_(help),
        whose_(whose),
        roster_(roster),
        feed_(feed),
        directory_(directory),
        clock_(clock) {}

  void serve(wire::RpcServer& server);

 private:
  net::awaitable<Result<v1::ListHelpResponse>> list();
  net::awaitable<Result<v1::HelpEntry>> answer(wire::Caller caller, v1::AnswerHelpRequest request);
  // The answer, when it counts, is this person's and about what the request says.
  Result<help::Answer> checked(const v1::AnswerHelpRequest& request, const identity::Operator& who)
      const;
  // The answer that is kept with a request, when it counts.
  std::optional<help::Answer> answer_to(const HelpEntry& entry) const;

  Visitors& visitors_;
  HelpStore& help_;
  WhoseMachine& whose_;
  const RosterShelf& roster_;
  Feed& feed_;
  Directory& directory_;
  const Clock& clock_;
};

}  // namespace maintendue::relay
