#include "relay/access/machine.h"

#include "identity/roles.h"
#include "relay/access/family.h"

namespace maintendue::relay {

bool is_given_to_nobody(const MachineRecord& machine) { return machine.mediator.value.empty(); }

bool is_nobodys(const MachineRecord& machine, const roster::Roster& roster) {
  return is_given_to_nobody(machine) || !is_mediator_by(machine.mediator, roster);
}

bool may_look_after(const MachineRecord& machine, const Looker& looker) {
  if (!identity::is_mediator(looker.who)) return false;
  return looker.on_duty || machine.mediator == looker.who.id || is_nobodys(machine, looker.roster);
}

bool may_help_at(const MachineRecord& machine, const Looker& looker, WallTime now) {
  if (looker.comes_back || may_look_after(machine, looker)) return true;
  if (!identity::has_role(looker.who, v1::ROLE_SUPPORT)) return false;
  return is_given_to_nobody(machine) || now < machine.support_until;
}

bool is_way_back(
    const std::vector<SessionRecord>& newest_first, const OperatorId& who, WallTime now
) {
  for (const SessionRecord& session : newest_first) {
    if (session.opened_by != who) return false;
    if (session.reason == EndReason::Restarting) return now < session.ended + kWayBack;
    if (session.widest != Scope::Nothing) return false;
  }
  return false;
}

bool becomes_hers(const MachineRecord& machine, const Looker& looker, CallKind call) {
  return call == CallKind::Setup && identity::is_mediator(looker.who) &&
         is_nobodys(machine, looker.roster);
}

}  // namespace maintendue::relay
