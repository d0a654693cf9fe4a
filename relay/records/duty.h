// Who stands in for her colleagues for a while: with every family, at every PC.
#pragma once

#include "base/clock.h"
#include "base/ids.h"

namespace maintendue::relay {

constexpr std::chrono::minutes kDuty{15};  // duties.proto, like the next
constexpr int kMostDuties = 200;           // of one operator within 24 h

struct Duty {
  OperatorId who;
  int reason = 0;  // the number of the contract's DutyReason
  WallTime from{};
  WallTime until{};
};

}  // namespace maintendue::relay
