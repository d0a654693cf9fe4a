// How often a family may be asked the same thing: a no is followed by a pause, the third is for
// good.
#pragma once

#include <array>
#include <chrono>

#include "base/clock.h"
#include "lease/lease.h"

namespace maintendue::agent {

// One for a session. Pure arithmetic; silence counts as a no. A yes that is taken back is none: the
// family knows by then what it is asked.
class Insistence {
 public:
  static constexpr int kMost = 3;
  static constexpr std::chrono::seconds kFirstPause{5};  // a wrong button, on the phone
  static constexpr std::chrono::seconds kSecondPause{30};

  void refused(lease::Scope scope, SteadyTime now) {
    Past& past = past_[index(scope)];
    ++past.refusals;
    past.ask_again = now + (past.refusals == 1 ? kFirstPause : kSecondPause);
  }
  // It was asked often enough.
  bool for_good(lease::Scope scope) const { return past_[index(scope)].refusals >= kMost; }
  bool may_ask(lease::Scope scope, SteadyTime now) const {
    return !for_good(scope) && now >= past_[index(scope)].ask_again;
  }
  // How long until may_ask(); nothing to be had of it when it is for good.
  std::chrono::milliseconds pause(lease::Scope scope, SteadyTime now) const {
    const auto left = past_[index(scope)].ask_again - now;
    return std::max(
        std::chrono::duration_cast<std::chrono::milliseconds>(left), std::chrono::milliseconds{0}
    );
  }

 private:
  struct Past {
    int refusals = 0;
    SteadyTime ask_again{};
  };
  static std::size_t index(lease::Scope scope) { return scope == lease::Scope::Control ? 1 : 0; }

  std::array<Past, 2> past_;
};

}  // namespace maintendue::agent
