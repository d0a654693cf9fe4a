#include "lease/lease.h"

#include <cassert>

namespace maintendue::lease {

void Lease::grant(Scope scope, SteadyTime now, std::chrono::milliseconds length) {
  const Scope allowed = this->scope(now);
  assert(scope != Scope::Nothing);
  assert(scope == Scope::View || allowed != Scope::Nothing);
  if (allowed == Scope::Nothing) ends_ = now + length;
  scope_ = scope;
}

void Lease::extend(SteadyTime now) {
  assert(scope(now) != Scope::Nothing);
  ends_ += kLongest;
}

void Lease::back_to_view() {
  if (scope_ == Scope::Control) scope_ = Scope::View;
}

void Lease::revoke() {
  scope_ = Scope::Nothing;
  ends_ = {};
}

}  // namespace maintendue::lease
