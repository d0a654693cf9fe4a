#include "relay/access/standing.h"

#include "relay/access/policy.h"

namespace maintendue::relay {

v1::About about(std::string_view method) {
  const auto* descriptor = method_at(method);
  return descriptor == nullptr ? v1::ABOUT_UNSPECIFIED : what_about(*descriptor);
}

Result<void> check_household(
    std::string_view method,
    const std::optional<OperatorId>& owner,
    const identity::Operator& who,
    const roster::Roster& roster,
    bool on_duty
) {
  if (about(method) != v1::ABOUT_HOUSEHOLD) return fail(Errc::NotAllowed, "not about households");
  if (may_open_household(owner, who, roster, on_duty)) return {};
  return fail(Errc::NotAllowed, "somebody else's family");
}

bool may_read_data_key(
    std::string_view method, const OperatorId& whom, const identity::Operator& who
) {
  return about(method) == v1::ABOUT_DATA_KEYS && (whom == who.id || whom.value.empty());
}

bool may_give_data_key(
    std::string_view method,
    const OperatorId& whom,
    BytesView recipient_hash,
    const roster::Roster& roster
) {
  return about(method) == v1::ABOUT_DATA_KEYS && may_hold_data_key(whom, recipient_hash, roster);
}

Result<void> check_whose(
    std::string_view method, const MachineRecord& machine, const Looker& looker, WallTime now
) {
  switch (about(method)) {
    case v1::ABOUT_MACHINE_OF_HERS:
      if (may_look_after(machine, looker)) return {};
      return fail(Errc::MachineOfAnother);
    case v1::ABOUT_MACHINE_TO_CALL:
      if (may_help_at(machine, looker, now)) return {};
      return fail(Errc::MachineOfAnother);
    default:
      return fail(Errc::NotAllowed, "whose it is does not matter");
  }
}

Result<void> check_machine(std::string_view method, const MachineRecord& machine, bool revoked) {
  if (about(method) != v1::ABOUT_MACHINE_TO_CALL) return fail(Errc::NotAllowed, "not for calling");
  if (revoked) return fail(Errc::MachineRevoked);
  if (machine.quarantined()) return fail(Errc::MachineQuarantined);
  return {};
}

Result<Side> check_session(
    std::string_view method, const SessionRecord& session, const Visitor& who
) {
  if (about(method) != v1::ABOUT_OWN_SESSION) return fail(Errc::NotAllowed, "not about sessions");
  if (const auto* machine = std::get_if<identity::Machine>(&who)) {
    if (machine->id == session.machine) return Side::Machine;
  } else if (std::get<identity::Operator>(who).id == session.opened_by) {
    return Side::Console;
  }
  return fail(Errc::NotFound, "somebody else's session");
}

}  // namespace maintendue::relay
