// When to knock at the service's door again. Pure: the time comes from outside.
#pragma once

#include "base/clock.h"

namespace maintendue::tray {

// The wait after `failures` knocks in a row without an answer: short for a service that restarts,
// long for one that is not there.
constexpr std::chrono::milliseconds retry_wait(int failures) {
  using namespace std::chrono_literals;
  constexpr std::chrono::milliseconds first = 100ms, longest = 5s;
  auto wait = first;
  for (int i = 1; i < failures && wait < longest; ++i) wait *= 2;
  return wait < longest ? wait : longest;
}

class Retry {
 public:
  // The door stayed shut, or shut again.
  void failed(SteadyTime now) { due_ = now + retry_wait(++failures_); }
  // The service spoke to us: the next failure is a first one.
  void answered() { failures_ = 0; }
  // Knock at this time; a time that is past means now.
  SteadyTime due() const { return due_; }

 private:
  int failures_ = 0;
  SteadyTime due_{};
};

}  // namespace maintendue::tray
