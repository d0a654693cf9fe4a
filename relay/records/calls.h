// A machine's follow-up, computed from the sessions that were held: a pure function over counts.
#pragma once

#include <vector>

#include "relay/records/session.h"

namespace maintendue::relay {

struct CallSummary {
  CallKind kind = CallKind::Setup;
  int opened = 0;
  int seen = 0;     // those in which the family allowed the screen to be seen
  WallTime last{};  // when the last one was opened
};

struct FollowUp {
  std::vector<CallSummary> calls;  // all five, in their order
  CallKind proposed = CallKind::Setup;
};

// `held`: at most one summary a kind, in any order; the kinds that are missing were never opened.
FollowUp follow_up(const std::vector<CallSummary>& held);

}  // namespace maintendue::relay
