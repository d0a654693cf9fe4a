// What the program may do at this moment. A value: the service sends it, both threads hold a copy.
#pragma once

#include "lease/lease.h"

namespace maintendue::screen {

struct Orders {
  lease::Scope scope = lease::Scope::Nothing;
  bool input_suspended = false;  // a window asks the family something

  bool may_see() const { return scope != lease::Scope::Nothing; }
  bool may_act() const { return scope == lease::Scope::Control && !input_suspended; }

  friend bool operator==(const Orders&, const Orders&) = default;
};

}  // namespace maintendue::screen
