// lease::Scope as the contracts write it.
#pragma once

#include "lease/lease.h"
#include "maintendue/v1/session.pb.h"

namespace maintendue::lease {

v1::Scope to_wire(Scope scope);
// A scope that this version does not know allows nothing.
Scope from_wire(v1::Scope scope);

}  // namespace maintendue::lease
