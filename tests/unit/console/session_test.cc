#include "session_stage.h"

namespace maintendue::test {
namespace {

using namespace std::chrono_literals;
using console::AskWish;
using console::EndWish;
using console::GiveBackWish;
using console::RfbInput;
using console::TakenIn;
using ::testing::ElementsAre;

TEST_F(ConsoleSession, AsksForTheMachineUnderItsCallAndThenForTheScreen) {
  meet();
  EXPECT_EQ(door_->asked_machine, MachineId{kMachine});
  EXPECT_EQ(door_->asked_kind, v1::CALL_KIND_FOLLOW_UP_1);
  EXPECT_EQ(pc_.join().session_id(), 7u);
  EXPECT_EQ(pc_.join().ticket(), "sixteen bytes!!!");
  ASSERT_GE(pc_.heard().size(), 2u);
  EXPECT_EQ(pc_.heard()[0].greeting().session_id(), 7u);
  EXPECT_EQ(pc_.heard()[0].greeting().call_kind(), v1::CALL_KIND_FOLLOW_UP_1);
  EXPECT_THAT(pc_.asked(), ElementsAre(v1::SCOPE_VIEW));
}

TEST_F(ConsoleSession, TellsThePageEveryPhase) {
  family_lets_see();
  wish(AskWish{lease::Scope::Control});
  pc_.asks(v1::SCOPE_CONTROL);
  settle();
  EXPECT_EQ(seen().scope, lease::Scope::View);
  EXPECT_EQ(seen().asking, lease::Scope::Control);
  pc_.answers(v1::SCOPE_CONTROL, v1::CONSENT_ANSWER_GRANTED);
  pc_.allows(v1::SCOPE_CONTROL, 50min);
  settle();
  wish(EndWish{});
  EXPECT_THAT(
      page_->phases(), ElementsAre(
                           Phase::Calling, Phase::Securing, Phase::Asking, Phase::Viewing,
                           Phase::Asking, Phase::Controlling, Phase::Ended
                       )
  );
  EXPECT_THAT(pc_.asked(), ElementsAre(v1::SCOPE_VIEW, v1::SCOPE_CONTROL));
}

TEST_F(ConsoleSession, TellsUntilWhenByThisPcsClock) {
  family_lets_see();
  EXPECT_EQ(seen().session, SessionId{7});
  EXPECT_EQ(seen().answer, v1::CONSENT_ANSWER_GRANTED);
  EXPECT_EQ(seen().lease_until, timeline_.wall() + 60min);
}

TEST_F(ConsoleSession, CarriesScreenAndInputUnchanged) {
  family_lets_see();
  pc_.show("RFB 003.008\n");
  settle();
  EXPECT_EQ(page_->screen, "RFB 003.008\n");
  const Bytes paste(70'000, 'x');
  wish(RfbInput{paste});
  EXPECT_EQ(pc_.input(), paste);
}

TEST_F(ConsoleSession, PassesOnWhatThePageHasTakenIn) {
  family_lets_see();
  wish(TakenIn{4096});
  ASSERT_EQ(pc_.heard().back().say_case(), v1::ConsoleSays::kReceived);
  EXPECT_EQ(pc_.heard().back().received(), 4096u);
}

TEST_F(ConsoleSession, GivesTheMouseBack) {
  family_lets_see();
  wish(GiveBackWish{});
  EXPECT_TRUE(pc_.heard().back().has_give_back());
}

TEST_F(ConsoleSession, PassesOnWhatIsShown) {
  family_lets_see();
  console::ShowWish shown;
  shown.mark.set_kind(v1::Mark::PRESS);
  shown.mark.set_x(683);
  wish(shown);
  ASSERT_TRUE(pc_.heard().back().has_mark());
  EXPECT_EQ(pc_.heard().back().mark().kind(), v1::Mark::PRESS);
  EXPECT_EQ(pc_.heard().back().mark().x(), 683u);
}

TEST_F(ConsoleSession, CanAskAgainAfterARefusalOrSilence) {
  meet();
  for (const auto answer : {v1::CONSENT_ANSWER_REFUSED, v1::CONSENT_ANSWER_UNANSWERED}) {
    pc_.asks(v1::SCOPE_VIEW);
    pc_.answers(v1::SCOPE_VIEW, answer);
    settle();
    EXPECT_EQ(seen().phase(), Phase::Idle);
    EXPECT_EQ(seen().answer, answer);
    EXPECT_EQ(seen().answered_scope, lease::Scope::View);
    wish(AskWish{lease::Scope::View});
  }
  EXPECT_THAT(pc_.asked(), ElementsAre(v1::SCOPE_VIEW, v1::SCOPE_VIEW, v1::SCOPE_VIEW));
}

TEST_F(ConsoleSession, DoesNotStayForLongWhereNothingIsAllowed) {
  meet();
  advance(9min);
  pc_.asks(v1::SCOPE_VIEW);
  settle();
  advance(3min);
  pc_.answers(v1::SCOPE_VIEW, v1::CONSENT_ANSWER_UNANSWERED);
  settle();
  advance(9min);
  EXPECT_FALSE(over_) << "ten minutes count from the last question";
  advance(1min);
  expect_ended(v1::END_REASON_NEVER_ALLOWED);
  EXPECT_EQ(pc_.goodbye(), v1::END_REASON_NEVER_ALLOWED);
}

TEST_F(ConsoleSession, StaysAsLongAsSomethingIsAllowed) {
  family_lets_see();
  advance(55min);
  EXPECT_FALSE(over_);
}

TEST_F(ConsoleSession, AfterALeaseTenIdleMinutesAreTheOperatorsEnd) {
  family_lets_see();
  pc_.allows(v1::SCOPE_UNSPECIFIED, 0ms);
  settle();
  EXPECT_EQ(seen().phase(), Phase::Idle);
  EXPECT_EQ(to_unix_ms(seen().lease_until), 0);
  advance(10min);
  expect_ended(v1::END_REASON_OPERATOR);
}

TEST_F(ConsoleSession, HoldsOneFrameForAPageThatStalls) {
  family_lets_see();
  const std::size_t before = pc_.frames_sent();
  page_->stall(true);
  for (int i = 0; i < 100; ++i) pc_.show(Bytes(8 * 1024, 'p'));
  settle();
  // One in the console's hand, four on the stream (this test's capacity), none queued anywhere
  // else.
  EXPECT_EQ(pc_.frames_sent() - before, 5u);
  EXPECT_EQ(page_->screen.size(), 0u);
  page_->stall(false);
  settle();
  EXPECT_EQ(page_->screen.size(), 100u * 8 * 1024);
}

TEST_F(ConsoleSession, GivesUpOnAPageThatTakesNothing) {
  family_lets_see();
  page_->stall(true);
  pc_.show("p");
  settle();
  advance(14s);
  EXPECT_FALSE(over_);
  advance(1s);
  advance(4s);
  EXPECT_EQ(pc_.goodbye(), v1::END_REASON_CONSOLE_LOST);
  EXPECT_TRUE(over_);
}

}  // namespace
}  // namespace maintendue::test
