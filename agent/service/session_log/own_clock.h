// The PC's clocks as its logs tell them: one that says 1970 is not believed.
#pragma once

#include <algorithm>

#include "agent/service/state/machine_state.h"

namespace maintendue::agent {

class OwnClock final : public Clock {
 public:
  // Both outlive us.
  OwnClock(const Clock& clock, const MachineState& machine) : clock_(clock), machine_(machine) {}
  SteadyTime steady() const override { return clock_.steady(); }
  WallTime wall() const override { return std::max(clock_.wall(), machine_.clock_floor); }

 private:
  const Clock& clock_;
  const MachineState& machine_;
};

}  // namespace maintendue::agent
