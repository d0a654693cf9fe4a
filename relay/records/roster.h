// That there is a newer roster, or a new statement about it.
#pragma once

namespace maintendue::relay {

struct RosterChanged {
  friend bool operator==(RosterChanged, RosterChanged) = default;
};

}  // namespace maintendue::relay
