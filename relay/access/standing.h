// May X do Y to Z as Z stands: what the method's own `(about)` option says, held against whose
// household or session it is and how the machine is. Asked here, but whose a log is: that, the
// store asks within its transaction (store/session_logs).
#pragma once

#include "relay/access/family.h"
#include "relay/access/machine.h"
#include "relay/access/visitor.h"
#include "relay/records/session.h"

namespace maintendue::relay {

// `method` is "/maintendue.v1.Fleet/ListMachines" here and below. ABOUT_UNSPECIFIED for one that
// declares nothing, or that nobody knows.
v1::About about(std::string_view method);

// All refuse, with NotAllowed, for a method that declares something else.

// NotAllowed for a household that the caller may not read and write (access/family.h).
Result<void> check_household(
    std::string_view method,
    const std::optional<OperatorId>& owner,
    const identity::Operator& who,
    const roster::Roster& roster,
    bool on_duty
);
// Whether this envelope is the caller's to read: sealed to herself or to the recovery key.
bool may_read_data_key(
    std::string_view method, const OperatorId& whom, const identity::Operator& who
);
// Whether it may be given to the relay (may_hold_data_key).
bool may_give_data_key(
    std::string_view method,
    const OperatorId& whom,
    BytesView recipient_hash,
    const roster::Roster& roster
);
// MachineOfAnother for a machine that is not the caller's to look after, or to help at
// (access/machine.h).
Result<void> check_whose(
    std::string_view method, const MachineRecord& machine, const Looker& looker, WallTime now
);
// MachineRevoked, MachineQuarantined.
Result<void> check_machine(std::string_view method, const MachineRecord& machine, bool revoked);
// As which side a session is the caller's; NotFound when it is somebody else's.
Result<Side> check_session(
    std::string_view method, const SessionRecord& session, const Visitor& who
);

}  // namespace maintendue::relay
