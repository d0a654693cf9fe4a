// A session that is cut: it stays open for a while, and both may meet in it again.
#include "session_stage.h"

namespace maintendue::relay {
namespace {

class RelayCut : public RelaySession {
 protected:
  void cut_by_console() {
    join_both();
    hear(Allowed{Scope::View});
    console_.theirs()->finish();
    timeline_.settle();
  }
  Result<Bytes> resume() {
    const auto resumed = test::start(io_, session_.resume());
    timeline_.settle();
    EXPECT_TRUE(resumed.done()) << "it hangs";
    return resumed.value();
  }
  void fresh_pairs() {
    machine_ = MemoryPair(io_.get_executor());
    console_ = MemoryPair(io_.get_executor());
  }
};

TEST_F(RelayCut, BothMeetAgainWithNewTicketsUnderTheSameRecord) {
  cut_by_console();
  EXPECT_TRUE(session_.cut());
  timeline_.advance(59s);
  ASSERT_FALSE(over());
  const Bytes before = session_.ticket(Side::Machine);
  const Result<Bytes> ticket = resume();
  ASSERT_TRUE(ticket);
  EXPECT_EQ(*ticket, session_.ticket(Side::Console));
  EXPECT_NE(session_.ticket(Side::Machine), before);
  fresh_pairs();
  join_both();
  const auto up = test::start(io_, machine_.theirs()->write("picture"));
  const auto seen = test::start(io_, console_.theirs()->read());
  timeline_.settle();
  ASSERT_TRUE(seen.done());
  EXPECT_EQ(*seen.value(), "picture");
  EXPECT_FALSE(session_.cut());
  timeline_.advance(10min);
  EXPECT_FALSE(over());
  hear(Ended{EndReason::Operator});
  timeline_.advance(2s);
  ASSERT_TRUE(over());
  EXPECT_EQ(kept().reason, EndReason::Operator);
  EXPECT_EQ(store_.session_table.size(), 1u);
}

TEST_F(RelayCut, IsOverWhenNobodyComesBack) {
  cut_by_console();
  timeline_.advance(Session::kLongestCut);
  EXPECT_EQ(resume().error().code, Errc::NotFound);
  timeline_.advance(2s);
  ASSERT_TRUE(over());
  EXPECT_EQ(kept().reason, EndReason::ConsoleLost);
}

TEST_F(RelayCut, IsOverAsSoonAsThePcSaysSo) {
  cut_by_console();
  hear(Ended{EndReason::Family});
  ASSERT_TRUE(over());
  EXPECT_EQ(kept().reason, EndReason::Family);
  EXPECT_EQ(resume().error().code, Errc::NotFound);
}

TEST_F(RelayCut, IsOverWhenThePcDoesNotHoldItAnyMore) {
  join_both();
  hear(Allowed{Scope::View});
  machine_.theirs()->finish();
  timeline_.settle();
  session_.machine_forgot();
  timeline_.advance(2s);
  ASSERT_TRUE(over());
  EXPECT_EQ(kept().reason, EndReason::MachineLost);
}

TEST_F(RelayCut, APcThatHasNotBeenThereYetHasNothingToForget) {
  session_.machine_forgot();
  join_both();
  EXPECT_FALSE(over());
}

TEST_F(RelayCut, AnOldTicketOpensNothing) {
  join_both();
  const Bytes used = session_.ticket(Side::Console);
  console_.theirs()->finish();
  timeline_.settle();
  const MemoryPair again(io_.get_executor());
  auto joined = test::start(io_, session_.join(Side::Console, used, again.ours()));
  timeline_.settle();
  EXPECT_EQ(joined.value().error().code, Errc::NotAllowed);
  ASSERT_TRUE(resume());
  joined = test::start(io_, session_.join(Side::Console, used, again.ours()));
  timeline_.settle();
  EXPECT_EQ(joined.value().error().code, Errc::NotAllowed);
}

TEST_F(RelayCut, NothingIsResumedThatWasNeverJoined) {
  EXPECT_EQ(resume().error().code, Errc::NotFound);
  const auto console = join(Side::Console);
  EXPECT_EQ(resume().error().code, Errc::NotFound);
  EXPECT_FALSE(console.done());
}

// The operator sees a dead line where the relay and the PC still see one that stands.
TEST_F(RelayCut, WhoeverStillSitsLosesTheSeat) {
  join_both();
  ASSERT_TRUE(resume());
  EXPECT_TRUE(machine_joined_.done() && console_joined_.done());
  EXPECT_EQ(machine_joined_.value().error().code, Errc::PeerGone);
  fresh_pairs();
  join_both();
  EXPECT_FALSE(over());
}

TEST_F(RelayCut, SheMayAskAgainWhileThePcIsWaitedFor) {
  cut_by_console();
  const Result<Bytes> first = resume();
  ASSERT_TRUE(first);
  fresh_pairs();
  const auto waiting = join(Side::Console);
  const Result<Bytes> second = resume();
  ASSERT_TRUE(second);
  EXPECT_NE(*first, *second);
  EXPECT_TRUE(waiting.done()) << "her own stream of before";
  fresh_pairs();
  join_both();
  EXPECT_FALSE(session_.cut());
}

TEST_F(RelayCut, ThePcIsCalledWhileItIsWaitedForAndNotOtherwise) {
  EXPECT_FALSE(session_.call_machine());
  cut_by_console();
  EXPECT_FALSE(session_.call_machine()) << "nobody asked for it";
  ASSERT_TRUE(resume());
  const std::optional<Bytes> ticket = session_.call_machine();
  ASSERT_TRUE(ticket);
  fresh_pairs();
  join_both();
  EXPECT_FALSE(session_.call_machine()) << "it is here";
}

TEST_F(RelayCut, AMeetingThatFailsIsNoEnd) {
  cut_by_console();
  ASSERT_TRUE(resume());
  timeline_.advance(30s);
  EXPECT_FALSE(over()) << "the PC did not come within the life of its ticket";
  EXPECT_TRUE(session_.cut());
  EXPECT_TRUE(resume());
}

TEST_F(RelayCut, TheLinkOfThePcMayBeAwayMeanwhile) {
  cut_by_console();
  session_.machine_off();
  ASSERT_TRUE(resume());
  timeline_.advance(5s);
  fresh_pairs();
  join_both();
  EXPECT_FALSE(over());
}

TEST_F(RelayCut, GivenUpItEndsAtOnce) {
  cut_by_console();
  session_.give_up();
  timeline_.settle();
  ASSERT_TRUE(over());
  EXPECT_EQ(kept().reason, EndReason::ConsoleLost);
}

TEST_F(RelayCut, TheRelayMayStopDuringTheCut) {
  cut_by_console();
  session_.relay_stops();
  timeline_.settle();
  ASSERT_TRUE(over());
  EXPECT_EQ(kept().reason, EndReason::NotOver) << "left open for its next start";
}

}  // namespace
}  // namespace maintendue::relay
