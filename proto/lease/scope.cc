#include "lease/scope.h"

namespace maintendue::lease {

v1::Scope to_wire(Scope scope) {
  switch (scope) {
    case Scope::Nothing:
      return v1::SCOPE_UNSPECIFIED;
    case Scope::View:
      return v1::SCOPE_VIEW;
    case Scope::Control:
      return v1::SCOPE_CONTROL;
  }
  return v1::SCOPE_UNSPECIFIED;
}

Scope from_wire(v1::Scope scope) {
  switch (scope) {
    case v1::SCOPE_VIEW:
      return Scope::View;
    case v1::SCOPE_CONTROL:
      return Scope::Control;
    default:
      return Scope::Nothing;
  }
}

}  // namespace maintendue::lease
