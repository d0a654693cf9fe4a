// When a command was typed, as its clock: none takes long enough for the difference to matter.
#pragma once

#include "base/clock.h"

namespace maintendue::cli {

class TypedAt final : public Clock {
 public:
  explicit TypedAt(WallTime now) : now_(now) {}
  WallTime wall() const override { return now_; }
  SteadyTime steady() const override { return {}; }

 private:
  const WallTime now_;
};

}  // namespace maintendue::cli
