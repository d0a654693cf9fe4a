// Dates that somebody else signed, by a clock of theirs.
#pragma once

#include "base/clock.h"

namespace maintendue {

// By how much the clocks of our programs may differ. What is dated further ahead is not believed:
// nothing could follow it for as long.
constexpr std::chrono::hours kClocksDiffer{24};

}  // namespace maintendue
