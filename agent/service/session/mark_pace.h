// How many marks an operator may draw on a family's screen: as many as a hand makes.
#pragma once

#include "base/clock.h"

namespace maintendue::agent {

class MarkPace {
 public:
  static constexpr int kMostInASecond = 60;  // sealed.proto

  // Whether one more is taken.
  bool take(SteadyTime now) {
    if (now >= since_ + std::chrono::seconds{1}) {
      since_ = now;
      taken_ = 0;
    }
    return taken_ < kMostInASecond && ++taken_ > 0;
  }

 private:
  SteadyTime since_ = SteadyTime::min();
  int taken_ = 0;
};

}  // namespace maintendue::agent
