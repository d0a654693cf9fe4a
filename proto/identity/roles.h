// What somebody's roles come to.
#pragma once

#include <algorithm>

#include "identity/peer.h"

namespace maintendue::identity {

inline bool has_role(const Operator& who, v1::Role role) {
  return std::ranges::find(who.roles, role) != who.roles.end();
}

inline bool is_mediator(const Operator& who) { return has_role(who, v1::ROLE_MEDIATOR); }
inline bool is_administrator(const Operator& who) { return has_role(who, v1::ROLE_ADMIN); }
// Whether she looks after PCs: lets them in, makes sure of them, sees them when their family allows
// it.
inline bool may_assist(const Operator& who) {
  return is_mediator(who) || has_role(who, v1::ROLE_SUPPORT);
}

}  // namespace maintendue::identity
