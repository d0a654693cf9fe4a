#include "relay/records/calls.h"

#include <gtest/gtest.h>

namespace maintendue::relay {
namespace {

CallSummary held(CallKind kind, int opened, int seen) {
  return {kind, opened, seen, from_unix_ms(1000)};
}

TEST(RelayCalls, ProposesTheSetupCallOfAMachineNeverHelped) {
  const FollowUp all = follow_up({});
  ASSERT_EQ(all.calls.size(), 5u);
  EXPECT_EQ(all.calls[0].kind, CallKind::Setup);
  EXPECT_EQ(all.calls[4].kind, CallKind::OpenHours);
  EXPECT_EQ(all.calls[2].opened, 0);
  EXPECT_EQ(all.proposed, CallKind::Setup);
}

TEST(RelayCalls, ProposesTheFirstMomentWhoseScreenWasNeverSeen) {
  EXPECT_EQ(follow_up({held(CallKind::Setup, 1, 1)}).proposed, CallKind::FollowUp1);
  EXPECT_EQ(follow_up({held(CallKind::Setup, 4, 0)}).proposed, CallKind::Setup)
      << "the family said no each time";
  EXPECT_EQ(
      follow_up({held(CallKind::FollowUp1, 1, 1), held(CallKind::Setup, 2, 1)}).proposed,
      CallKind::FollowUp2
  );
}

TEST(RelayCalls, ProposesOpenHoursOnceAllWereSeen) {
  std::vector<CallSummary> all;
  for (const CallKind kind : kCallKinds) all.push_back(held(kind, 1, 1));
  EXPECT_EQ(follow_up(all).proposed, CallKind::OpenHours);
  all.pop_back();
  EXPECT_EQ(follow_up(all).proposed, CallKind::OpenHours);
}

TEST(RelayCalls, KeepsTheCounts) {
  const FollowUp all = follow_up({held(CallKind::FollowUp2, 3, 2)});
  EXPECT_EQ(all.calls[2].opened, 3);
  EXPECT_EQ(all.calls[2].seen, 2);
  EXPECT_EQ(all.calls[2].last, from_unix_ms(1000));
}

}  // namespace
}  // namespace maintendue::relay
