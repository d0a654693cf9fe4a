#include "agent/service/session/news.h"

namespace maintendue::agent {

v1::Scope to_wire(lease::Scope scope) {
  switch (scope) {
    case lease::Scope::Nothing:
      return v1::SCOPE_UNSPECIFIED;
    case lease::Scope::View:
      return v1::SCOPE_VIEW;
    case lease::Scope::Control:
      return v1::SCOPE_CONTROL;
  }
  return v1::SCOPE_UNSPECIFIED;
}

lease::Scope from_wire(v1::Scope scope) {
  switch (scope) {
    case v1::SCOPE_VIEW:
      return lease::Scope::View;
    case v1::SCOPE_CONTROL:
      return lease::Scope::Control;
    default:
      return lease::Scope::Nothing;
  }
}

}  // namespace maintendue::agent
