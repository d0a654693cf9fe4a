// Who looks after which machine: asked before a session or a change, and said anew.
#pragma once

#include "relay/access/visitor.h"
#include "relay/directory/directory.h"
#include "relay/roster/roster_shelf.h"
#include "relay/store/store.h"

namespace maintendue::relay {

// Lives on `main`.
class WhoseMachine final {
 public:
  // All outlive it.
  WhoseMachine(
      MachineStore& machines,
      SessionStore& sessions,
      DutyStore& duties,
      Directory& directory,
      const RosterShelf& roster,
      const Clock& clock
  )
      : machines_(machines),
        sessions_(sessions),
        duties_(duties),
        directory_(directory),
        roster_(roster),
        clock_(clock) {}

  // The machine, when the caller may do with it what that method is for; check_whose otherwise,
  // NotFound when it never came.
  net::awaitable<Result<MachineRecord>> check(
      std::string method, identity::Operator who, MachineId id
  );
  // Gives it to `to`, to nobody when empty, and tells everybody; nothing when it is so already.
  // NotAllowed for somebody who is no mediator or is suspended; OutOfDate when it is not the
  // machine of `from`.
  net::awaitable<Result<MachineView>> give(
      MachineRecord machine, identity::Operator who, OperatorId from, OperatorId to
  );
  // Lets the support help at it, or no longer, and tells everybody: for kSupportAsked when she
  // looks after it, else for as long as she is on duty. OutOfDate when it is somebody else's by
  // now.
  net::awaitable<Result<MachineView>> ask_support(
      MachineRecord machine, identity::Operator who, bool asked
  );
  // She has opened a session for that call: from now on the machine is hers, if becomes_hers says
  // so and nobody was quicker.
  net::awaitable<void> opened(MachineRecord machine, identity::Operator who, CallKind call);

 private:
  net::awaitable<Result<bool>> comes_back(MachineId id, OperatorId who);
  net::awaitable<Result<MachineView>> told(MachineId id);

  MachineStore& machines_;
  SessionStore& sessions_;
  DutyStore& duties_;
  Directory& directory_;
  const RosterShelf& roster_;
  const Clock& clock_;
};

}  // namespace maintendue::relay
