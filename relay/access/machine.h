// Whose PC is whose: the rule of DESIGN's table that the relay keeps, beside the family's own yes.
#pragma once

#include "relay/records/machine.h"
#include "relay/records/session.h"
#include "roster/roster.h"

namespace maintendue::relay {

// What a rule is asked of.
struct Looker {
  const identity::Operator& who;
  const roster::Roster& roster;
  bool on_duty = false;
  bool comes_back = false;  // is_way_back
};

// Whether nobody ever looked after it, or whoever did gave it to nobody: the workshop's.
bool is_given_to_nobody(const MachineRecord& machine);
// Whether no mediator looks after it: that, or it is somebody's who is one no more.
bool is_nobodys(const MachineRecord& machine, const roster::Roster& roster);
// Whether a mediator may say whose it is, and ask the support: she looks after it, nobody does, or
// she is on duty.
bool may_look_after(const MachineRecord& machine, const Looker& looker);
// Whether she may ask its family for a session: as a mediator who may look after it; as the
// support, where it was given to nobody or its mediator has asked for their help; as whoever comes
// back to it.
bool may_help_at(const MachineRecord& machine, const Looker& looker, WallTime now);
// Whether she comes back to a machine, whosever it is: her session on it ended, within kWayBack,
// with a restart to which the family agreed, and since then there was none but sessions of hers in
// which nothing was allowed.
bool is_way_back(
    const std::vector<SessionRecord>& newest_first, const OperatorId& who, WallTime now
);
// Whether she looks after it from now on, who opens a session for that call.
bool becomes_hers(const MachineRecord& machine, const Looker& looker, CallKind call);

}  // namespace maintendue::relay
