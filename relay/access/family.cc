#include "relay/access/family.h"

#include "identity/roles.h"

namespace maintendue::relay {

bool may_open_household(
    const std::optional<OperatorId>& owner,
    const identity::Operator& who,
    const roster::Roster& roster,
    bool on_duty
) {
  if (!identity::is_mediator(who)) return false;
  if (on_duty) return true;
  return owner && (*owner == who.id || !is_mediator_by(*owner, roster));
}

bool is_mediator_by(const OperatorId& who, const roster::Roster& roster) {
  const roster::Member* member = roster.member(who);
  return member != nullptr && identity::is_mediator(member->who);
}

bool may_hold_data_key(
    const OperatorId& whom, BytesView recipient_hash, const roster::Roster& roster
) {
  Bytes key = roster.recovery_key;
  if (!whom.value.empty()) {
    const roster::Member* member = roster.member(whom);
    if (member == nullptr || !identity::is_mediator(member->who)) return false;
    key = member->encryption_key;
  }
  return !key.empty() && identity::sha256(key) == recipient_hash;
}

}  // namespace maintendue::relay
