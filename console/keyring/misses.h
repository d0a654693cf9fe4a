// How often a passphrase was wrong, and when the next one may be tried. Pure arithmetic.
#pragma once

#include "base/clock.h"

namespace maintendue::console {

class Misses {
 public:
  static constexpr int kFree = 5;
  static constexpr std::chrono::seconds kWait{30};

  bool may_try(SteadyTime now) const { return count_ < kFree || now >= last_ + kWait; }
  void missed(SteadyTime now) {
    ++count_;
    last_ = now;
  }
  void opened() { count_ = 0; }

 private:
  int count_ = 0;
  SteadyTime last_{};
};

}  // namespace maintendue::console
