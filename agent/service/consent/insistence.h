// How often a family may be asked the same thing: a no is followed by a pause, the third is for
// good.
#pragma once

#include <array>
#include <chrono>

#include "base/clock.h"
#include "lease/lease.h"

namespace maintendue::agent {

// Pure arithmetic. A session has one of its own, in which silence counts as a no; and the PC has
// one for each operator, across her sessions, of what the family really said (consent/noes.h). A
// yes that is taken back is none: the family knows by then what it is asked.
class Insistence {
 public:
  static constexpr int kMost = 3;
  static constexpr std::chrono::seconds kFirstPause{5};  // a wrong button, on the phone
  static constexpr std::chrono::seconds kSecondPause{30};
  // Not again on the same day, nor held against the appointment of the next one.
  static constexpr std::chrono::hours kRemembered{12};

  void refused(lease::Scope scope, SteadyTime now) {
    Past& past = past_[index(scope)];
    if (now >= past.forgotten) past.refusals = 0;
    ++past.refusals;
    past.forgotten = now + kRemembered;
    past.ask_again = for_good(scope, now) ? past.forgotten
                                          : now + (past.refusals == 1 ? kFirstPause : kSecondPause);
  }
  // It was asked often enough.
  bool for_good(lease::Scope scope, SteadyTime now) const {
    const Past& past = past_[index(scope)];
    return past.refusals >= kMost && now < past.forgotten;
  }
  bool may_ask(lease::Scope scope, SteadyTime now) const {
    return now >= past_[index(scope)].ask_again;
  }
  // How long until may_ask().
  std::chrono::milliseconds pause(lease::Scope scope, SteadyTime now) const {
    const auto left = past_[index(scope)].ask_again - now;
    return std::max(
        std::chrono::duration_cast<std::chrono::milliseconds>(left), std::chrono::milliseconds{0}
    );
  }
  // Nothing is held against anybody any more.
  bool forgotten(SteadyTime now) const {
    return now >= past_[0].forgotten && now >= past_[1].forgotten;
  }

 private:
  struct Past {
    int refusals = 0;
    SteadyTime ask_again{};
    SteadyTime forgotten{};
  };
  static std::size_t index(lease::Scope scope) { return scope == lease::Scope::Control ? 1 : 0; }

  std::array<Past, 2> past_;
};

}  // namespace maintendue::agent
