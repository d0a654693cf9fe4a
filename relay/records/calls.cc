#include "relay/records/calls.h"

#include <algorithm>

namespace maintendue::relay {

FollowUp follow_up(const std::vector<CallSummary>& held) {
  FollowUp all;
  for (const CallKind kind : kCallKinds) {
    const auto one = std::ranges::find(held, kind, &CallSummary::kind);
    all.calls.push_back(one == held.end() ? CallSummary{.kind = kind} : *one);
  }
  const auto unseen = std::ranges::find(all.calls, 0, &CallSummary::seen);
  all.proposed = unseen == all.calls.end() ? CallKind::OpenHours : unseen->kind;
  return all;
}

}  // namespace maintendue::relay
