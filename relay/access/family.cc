#include "relay/access/family.h"

#include <algorithm>

namespace maintendue::relay {
namespace {

bool is_mediator(const identity::Operator& who) {
  return std::ranges::find(who.roles, v1::ROLE_MEDIATOR) != who.roles.end();
}

}  // namespace

bool may_open_household(
    const OperatorId& owner,
    const identity::Operator& who,
    const roster::Roster& roster,
    bool on_duty
) {
  if (!is_mediator(who)) return false;
  return owner == who.id || on_duty || !may_own_household(owner, roster);
}

bool may_own_household(const OperatorId& owner, const roster::Roster& roster) {
  const roster::Member* member = roster.member(owner);
  return member != nullptr && is_mediator(member->who);
}

}  // namespace maintendue::relay
