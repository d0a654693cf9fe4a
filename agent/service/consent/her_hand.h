// Whether a press on the family's screen may have been the operator's own, with the mouse she was
// lent.
#pragma once

#include <optional>
#include <utility>

#include "base/clock.h"

namespace maintendue::agent {

class HerHand {
 public:
  // What she holds when her mouse is taken away is released for her, and a release is what makes a
  // click: for so long behind it no press is known to be the family's.
  static constexpr std::chrono::seconds kLetGo{2};

  // Her mouse reaches the screen from now on.
  void reaches() { there_ = true; }
  // It does no more: it was taken back, held back, or its line was lost.
  void lets_go(SteadyTime now) {
    if (std::exchange(there_, false)) let_go_ = now;
  }
  bool may_have_pressed(SteadyTime now) const {
    return there_ || (let_go_ && now < *let_go_ + kLetGo);
  }

 private:
  bool there_ = false;
  std::optional<SteadyTime> let_go_;
};

}  // namespace maintendue::agent
