#include "session_stage.h"

namespace maintendue::relay {
namespace {

TEST_F(RelaySession, CarriesFramesBothWaysOnceBothAreThere) {
  join_both();
  const auto up = test::start(io_, machine_.theirs()->write("picture"));
  const auto down = test::start(io_, console_.theirs()->write("key"));
  const auto seen = test::start(io_, console_.theirs()->read());
  const auto typed = test::start(io_, machine_.theirs()->read());
  timeline_.settle();
  ASSERT_TRUE(seen.done() && typed.done());
  EXPECT_EQ(*seen.value(), "picture");
  EXPECT_EQ(*typed.value(), "key");
}

TEST_F(RelaySession, SaysNothingToASideThatIsAlone) {
  const auto waiting = join(Side::Console);
  timeline_.advance(29s);
  EXPECT_FALSE(waiting.done());
  EXPECT_EQ(console_.theirs()->unread(), 0u);
  EXPECT_FALSE(over());
}

TEST_F(RelaySession, IsNeverAllowedWhenTheOperatorLeavesBeforeAnyConsent) {
  join_both();
  console_.theirs()->finish();
  timeline_.settle();
  EXPECT_EQ(machine_joined_.value().error().code, Errc::PeerGone);
  EXPECT_FALSE(over()) << "she may come back, and the PC may still tell another reason";
  timeline_.advance(Session::kLongestCut + 2s);
  ASSERT_TRUE(over());
  EXPECT_EQ(kept().reason, EndReason::NeverAllowed);
  EXPECT_NE(kept().ended, WallTime{});
}

TEST_F(RelaySession, IsConsoleLostWhenTheConsoleGoesAwayAfterConsent) {
  join_both();
  hear(Allowed{Scope::View});
  console_.theirs()->finish();
  timeline_.advance(Session::kLongestCut + 2s);
  EXPECT_EQ(kept().reason, EndReason::ConsoleLost);
}

TEST_F(RelaySession, IsMachineLostWhenThePcGoesAway) {
  join_both();
  hear(Allowed{Scope::View});
  machine_.theirs()->finish();
  timeline_.settle();
  EXPECT_EQ(console_joined_.value().error().code, Errc::PeerGone) << "at once, not after the wait";
  timeline_.advance(Session::kLongestCut + 2s);
  EXPECT_EQ(kept().reason, EndReason::MachineLost);
}

TEST_F(RelaySession, EndsTheOtherSideAfterAHalfClose) {
  join_both();
  machine_.theirs()->writes_done();
  timeline_.settle();
  EXPECT_EQ(console_joined_.value().error().code, Errc::PeerGone);
}

TEST_F(RelaySession, BelievesThePcThatTellsLater) {
  join_both();
  hear(Allowed{Scope::View});
  console_.theirs()->finish();
  timeline_.advance(1900ms);
  hear(Ended{EndReason::Operator});
  ASSERT_TRUE(over()) << "no need to wait any longer";
  EXPECT_EQ(kept().reason, EndReason::Operator);
}

TEST_F(RelaySession, BelievesThePcThatTellsBeforeTheTunnelEnds) {
  join_both();
  hear(Ended{EndReason::Family});
  machine_.theirs()->finish();
  timeline_.settle();
  ASSERT_TRUE(over());
  EXPECT_EQ(kept().reason, EndReason::Family);
}

TEST_F(RelaySession, KeepsTheFirstReasonThePcTells) {
  join_both();
  hear(Ended{EndReason::Family});
  hear(Ended{EndReason::Broken});
  machine_.theirs()->finish();
  timeline_.settle();
  EXPECT_EQ(kept().reason, EndReason::Family);
}

TEST_F(RelaySession, EndsTheTunnelThatOutlivesTheWordOfThePc) {
  join_both();
  hear(Ended{EndReason::LeaseExpired});
  timeline_.advance(1999ms);
  EXPECT_FALSE(console_joined_.done()) << "the last frames may still go by";
  timeline_.advance(1ms);
  ASSERT_TRUE(over());
  EXPECT_TRUE(console_joined_.done() && machine_joined_.done());
  EXPECT_EQ(kept().reason, EndReason::LeaseExpired);
}

TEST_F(RelaySession, IsUnreachedWhenThePcNeverComes) {
  const auto console = join(Side::Console);
  timeline_.advance(29'999ms);
  EXPECT_FALSE(over());
  timeline_.advance(1ms);
  ASSERT_TRUE(over());
  EXPECT_EQ(kept().reason, EndReason::MachineUnreached);
  EXPECT_EQ(console.value().error().code, Errc::TimedOut);
}

TEST_F(RelaySession, IsUnreachedWhenNobodyComes) {
  timeline_.advance(30s);
  ASSERT_TRUE(over());
  EXPECT_EQ(kept().reason, EndReason::MachineUnreached);
}

TEST_F(RelaySession, IsUnreachedAtOnceWhenThePcLosesItsLinkFirst) {
  const auto console = join(Side::Console);
  session_.machine_off();
  timeline_.settle();
  ASSERT_TRUE(over());
  EXPECT_EQ(kept().reason, EndReason::MachineUnreached);
  EXPECT_EQ(console.value().error().code, Errc::MachineOff);
}

TEST_F(RelaySession, GoesOnWhenThePcLosesItsLinkButNotItsTunnel) {
  join_both();
  session_.machine_off();
  timeline_.advance(60s);
  EXPECT_FALSE(over());
}

TEST_F(RelaySession, IsNeverAllowedWhenTheConsoleNeverComes) {
  const auto machine = join(Side::Machine);
  timeline_.advance(32s);
  ASSERT_TRUE(over());
  EXPECT_EQ(kept().reason, EndReason::NeverAllowed);
  EXPECT_EQ(machine.value().error().code, Errc::TimedOut);
}

TEST_F(RelaySession, DoesNotWaitForThePcOnceTheConsoleHasLeft) {
  const auto console = join(Side::Console);
  console_.theirs()->finish();
  timeline_.settle();
  ASSERT_TRUE(over());
  EXPECT_EQ(kept().reason, EndReason::NeverAllowed);
}

TEST_F(RelaySession, DoesNotWaitForTheConsoleOnceThePcHasLeft) {
  const auto machine = join(Side::Machine);
  machine_.theirs()->finish();
  timeline_.advance(2s);
  ASSERT_TRUE(over());
  EXPECT_EQ(kept().reason, EndReason::MachineLost);
}

TEST_F(RelaySession, EndsAtOnceWhenThePcHasNoDesktopToShow) {
  const auto console = join(Side::Console);
  hear(Ended{EndReason::NoDisplay});
  ASSERT_TRUE(over());
  EXPECT_EQ(kept().reason, EndReason::NoDisplay);
  EXPECT_EQ(console.value().error().code, Errc::PeerGone);
}

TEST_F(RelaySession, IsLeftOpenForTheNextStartWhenTheRelayStopsInMidSession) {
  join_both();
  hear(Allowed{Scope::View});
  session_.relay_stops();
  timeline_.settle();
  ASSERT_TRUE(over());
  EXPECT_EQ(kept().reason, EndReason::NotOver);
  EXPECT_EQ(console_joined_.value().error().code, Errc::RelayUnreachable);
  EXPECT_EQ(machine_joined_.value().error().code, Errc::RelayUnreachable);
}

TEST_F(RelaySession, IsRelayLostWhenTheRelayStopsBeforeBothAreThere) {
  const auto console = join(Side::Console);
  session_.relay_stops();
  timeline_.settle();
  ASSERT_TRUE(over());
  EXPECT_EQ(kept().reason, EndReason::RelayLost);
}

TEST_F(RelaySession, KeepsWhatThePcSaidEvenWhenTheRelayStops) {
  join_both();
  hear(Ended{EndReason::Family});
  session_.relay_stops();
  timeline_.settle();
  EXPECT_EQ(kept().reason, EndReason::Family);
}

TEST_F(RelaySession, KeepsWhatTheFamilyAnswered) {
  join_both();
  Watch watch(feed_, io_.get_executor());
  hear(Asked{Scope::View});
  hear(Answered{Scope::View, Consent::Granted});
  hear(Allowed{Scope::View});
  const WallTime viewed = timeline_.wall();
  timeline_.advance(5s);
  hear(Answered{Scope::Control, Consent::Granted});
  hear(Allowed{Scope::Control});
  hear(Allowed{Scope::View});
  EXPECT_EQ(kept().view, Consent::Granted);
  EXPECT_EQ(kept().control, Consent::Granted);
  EXPECT_EQ(kept().widest, Scope::Control)
      << "taking the mouse back does not undo what was allowed";
  EXPECT_EQ(kept().viewed_from, viewed);
  EXPECT_EQ(store_.news.size(), 6u);
  EXPECT_EQ(watch.take(), Change{kept()});
  EXPECT_FALSE(watch.take());
}

TEST_F(RelaySession, PublishesNothingThatIsNotDurable) {
  join_both();
  Watch watch(feed_, io_.get_executor());
  store_.failing_writes = 1;
  const auto heard = test::start(io_, session_.hear(Allowed{Scope::View}));
  timeline_.settle();
  EXPECT_EQ(heard.value().error().code, Errc::Internal);
  EXPECT_FALSE(watch.take());
}

TEST_F(RelaySession, HearsNoMoreThanItsShareOfNews) {
  join_both();
  for (int i = 0; i < Session::kMostNews; ++i) hear(Asked{Scope::View});
  const auto heard = test::start(io_, session_.hear(Asked{Scope::View}));
  timeline_.settle();
  EXPECT_EQ(heard.value().error().code, Errc::Overloaded);
  EXPECT_EQ(store_.news.size(), static_cast<std::size_t>(Session::kMostNews));
}

TEST_F(RelaySession, ChangesNothingOnceItIsOver) {
  timeline_.advance(30s);
  ASSERT_TRUE(over());
  hear(Allowed{Scope::Control});
  EXPECT_EQ(kept().widest, Scope::Nothing);
}

TEST_F(RelaySession, ClosesItsRecordAsSoonAsTheDiskIsBack) {
  Watch watch(feed_, io_.get_executor());
  store_.failing_writes = 3;
  timeline_.advance(30s);
  EXPECT_FALSE(over());
  timeline_.advance(10s);
  EXPECT_FALSE(over());
  timeline_.advance(5s);
  ASSERT_TRUE(over());
  EXPECT_EQ(kept().reason, EndReason::MachineUnreached);
  EXPECT_EQ(kept().ended, kept().opened + 30s) << "when it ended, not when that could be written";
  EXPECT_TRUE(watch.take());
}

TEST_F(RelaySession, LetsNobodyInWithAnotherTicket) {
  const Bytes console_ticket = session_.ticket(Side::Console);
  const auto wrong =
      test::start(io_, session_.join(Side::Machine, console_ticket, machine_.ours()));
  const auto empty = test::start(io_, session_.join(Side::Machine, Bytes{}, machine_.ours()));
  timeline_.settle();
  EXPECT_EQ(wrong.value().error().code, Errc::NotAllowed);
  EXPECT_EQ(empty.value().error().code, Errc::NotAllowed);
  EXPECT_FALSE(join(Side::Machine).done()) << "the right ticket is still good";
}

TEST_F(RelaySession, LetsASideInOnce) {
  const auto first = join(Side::Machine);
  const auto again = join(Side::Machine);
  EXPECT_FALSE(first.done());
  EXPECT_EQ(again.value().error().code, Errc::NotAllowed);
}

TEST_F(RelaySession, LetsNobodyInWhenItIsOver) {
  timeline_.advance(30s);
  EXPECT_EQ(join(Side::Machine).value().error().code, Errc::NotFound);
}

net::awaitable<Result<void>> write_six(wire::RpcStreamPtr stream) {
  for (int i = 0; i < 6; ++i) {
    Bytes frame = "frame";
    Result<void> written = co_await stream->write(std::move(frame));
    if (!written) co_return written;
  }
  co_return Result<void>{};
}

// Whatever operation of whichever side fails, the record is closed and both are let go.
TEST(RelaySessionFlaky, EndsAtEveryPointOfFailure) {
  for (const Side side : {Side::Machine, Side::Console}) {
    for (int n = 0; n < 6; ++n) {
      net::io_context io;
      test::ManualTimeline timeline(io);
      test::MemoryStore store;
      Feed feed;
      MemoryPair machine(io.get_executor()), console(io.get_executor());
      Session session(
          {io.get_executor(), timeline, store, feed, test::memory_pump}, opened_record()
      );
      (side == Side::Machine ? machine : console).ours()->fail_at(n);
      const auto run = test::start(io, test::noting_end(session.run()));
      const auto a = test::start(
          io, session.join(Side::Machine, session.ticket(Side::Machine), machine.ours())
      );
      const auto b = test::start(
          io, session.join(Side::Console, session.ticket(Side::Console), console.ours())
      );
      const auto up = test::start(io, write_six(machine.theirs()));
      const auto down = test::start(io, write_six(console.theirs()));
      timeline.advance(Session::kLongestCut + 2s);
      ASSERT_TRUE(run.done() && a.done() && b.done()) << "operation " << n;
      const EndReason expected =
          side == Side::Machine ? EndReason::MachineLost : EndReason::NeverAllowed;
      EXPECT_EQ(store.session_table.at(SessionId{7}).reason, expected) << "operation " << n;
      EXPECT_EQ(timeline.sleepers(), 0u);
    }
  }
}

}  // namespace
}  // namespace maintendue::relay
