// How often one machine may come, or change its mind: the moments are a second apart, each taken
// once.
#pragma once

#include <optional>
#include <unordered_map>

#include "base/clock.h"
#include "base/ids.h"

namespace maintendue::relay {

// Lives on `main`. Pure arithmetic; one entry a machine that was ever here.
class Pace {
 public:
  static constexpr std::chrono::seconds kApart{1};
  static constexpr std::chrono::seconds kLongestWait{5};

  // When its turn is, at or after `now`; nothing when so many wait already that it had better
  // leave.
  std::optional<SteadyTime> next(const MachineId& machine, SteadyTime now) {
    SteadyTime& taken = taken_[machine.value];
    const SteadyTime turn = std::max(now, taken + kApart);
    if (turn > now + kLongestWait) return std::nullopt;
    taken = turn;
    return turn;
  }

 private:
  std::unordered_map<std::string, SteadyTime> taken_;
};

}  // namespace maintendue::relay
