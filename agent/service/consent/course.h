// When a family that has said yes is asked, quietly, whether the session may go on.
#pragma once

#include <algorithm>
#include <chrono>

#include "base/clock.h"
#include "lease/lease.h"

namespace maintendue::agent {

// Pure arithmetic over the lease's hours: after the first half of each, whether it may go on, with
// five minutes to answer; before the end of each, whether there shall be another. Silence to the
// first holds the picture back until somebody says yes, silence to the second ends the lease.
class Course {
 public:
  enum class Asks { Nothing, GoOn, Resume, Extend };

  static constexpr std::chrono::minutes kCheck{30};
  static constexpr std::chrono::minutes kToAnswer{5};
  static constexpr std::chrono::minutes kOffer{5};  // before the end

  // The first yes, to a lease that ends then. One that is shorter than an hour asks nothing.
  void begin(SteadyTime now, SteadyTime ends) {
    const bool whole = ends - now >= lease::kLongest;
    check_ = whole ? now + kCheck : SteadyTime::max();
    offer_ = whole ? ends - kOffer : SteadyTime::max();
  }
  // The rest of an hour that was given before a restart, and ends then: its check is not made up
  // for.
  void go_on(SteadyTime now, SteadyTime ends) {
    begin(ends - lease::kLongest, ends);
    if (now >= check_) check_ = SteadyTime::max();
  }
  // Nothing is allowed any more.
  void end() { check_ = offer_ = SteadyTime::max(); }

  Asks asks(SteadyTime now) const {
    if (now >= check_) return now - check_ >= kToAnswer ? Asks::Resume : Asks::GoOn;
    return now >= offer_ ? Asks::Extend : Asks::Nothing;
  }
  // The next moment at which asks() is another; max() when there is none.
  SteadyTime next(SteadyTime now) const {
    if (now < check_) return now < offer_ ? std::min(check_, offer_) : check_;
    return now - check_ < kToAnswer ? check_ + kToAnswer : SteadyTime::max();
  }
  // The family said yes to what asks() is. Whether the lease is to be extended.
  bool yes(SteadyTime now) {
    if (asks(now) != Asks::Extend) {
      check_ = SteadyTime::max();
      return false;
    }
    check_ = offer_ + kOffer + kCheck;
    offer_ += lease::kLongest;
    return true;
  }

  // The family said no to another hour: it is not asked again.
  void no_more_hours() { offer_ = SteadyTime::max(); }

 private:
  SteadyTime check_ = SteadyTime::max();
  SteadyTime offer_ = SteadyTime::max();
};

}  // namespace maintendue::agent
