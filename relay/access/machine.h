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
};

// Whether no mediator looks after it: it was given to nobody, or to somebody who is one no more.
bool is_nobodys(const MachineRecord& machine, const roster::Roster& roster);
// Whether a mediator may say whose it is, and ask the support: she looks after it, nobody does, or
// she is on duty.
bool may_look_after(const MachineRecord& machine, const Looker& looker);
// Whether she may ask its family for a session: as a mediator who may look after it; as the
// support, where it was given to nobody or its mediator has asked for their help.
bool may_help_at(const MachineRecord& machine, const Looker& looker, WallTime now);
// Whether that session of a machine, its newest, is one of hers that ended with a restart to which
// the family agreed: she comes back to it within kWayBack, whosever the machine is.
bool is_way_back(const SessionRecord& newest, const OperatorId& who, WallTime now);
// Whether she looks after it from now on, who opens a session for that call.
bool becomes_hers(const MachineRecord& machine, const Looker& looker, CallKind call);

}  // namespace maintendue::relay
