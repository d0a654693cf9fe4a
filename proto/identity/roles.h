// The roles that somebody may have, how they are typed, and what they come to.
#pragma once

#include <algorithm>
#include <optional>
#include <string_view>

#include "identity/peer.h"

namespace maintendue::identity {

struct RoleWord {
  v1::Role role;
  std::string_view word;
};
// The roles an operator may have; no other word is one.
constexpr RoleWord kRoleWords[] = {
    {v1::ROLE_MEDIATOR, "mediator"},
    {v1::ROLE_SUPPORT, "support"},
    {v1::ROLE_ADMIN, "admin"},
};

inline std::optional<std::string_view> word_of(v1::Role role) {
  for (const RoleWord& known : kRoleWords) {
    if (known.role == role) return known.word;
  }
  return std::nullopt;
}

inline std::optional<v1::Role> role_called(std::string_view word) {
  for (const RoleWord& known : kRoleWords) {
    if (known.word == word) return known.role;
  }
  return std::nullopt;
}

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
