#include "relay/access/machine.h"

#include "identity/roles.h"
#include "relay/access/family.h"

namespace maintendue::relay {

bool is_nobodys(const MachineRecord& machine, const roster::Roster& roster) {
  return machine.mediator.value.empty() || !is_mediator_by(machine.mediator, roster);
}

bool may_look_after(const MachineRecord& machine, const Looker& looker) {
  if (!identity::is_mediator(looker.who)) return false;
  return looker.on_duty || machine.mediator == looker.who.id || is_nobodys(machine, looker.roster);
}

bool may_help_at(const MachineRecord& machine, const Looker& looker, WallTime now) {
  if (may_look_after(machine, looker)) return true;
  if (!identity::has_role(looker.who, v1::ROLE_SUPPORT)) return false;
  return machine.mediator.value.empty() || now < machine.support_until;
}

bool is_way_back(const SessionRecord& newest, const OperatorId& who, WallTime now) {
  return newest.opened_by == who && newest.reason == EndReason::Restarting &&
         now < newest.ended + kWayBack;
}

bool becomes_hers(const MachineRecord& machine, const Looker& looker, CallKind call) {
  return call == CallKind::Setup && identity::is_mediator(looker.who) &&
         is_nobodys(machine, looker.roster);
}

}  // namespace maintendue::relay
