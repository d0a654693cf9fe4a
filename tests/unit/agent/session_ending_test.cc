// How a session ends, and that it always does.
#include "session_stage.h"

namespace maintendue::test {
namespace {

using namespace std::chrono_literals;

TEST_F(SessionStage, NobodyStaysForLongWhereNothingIsAllowed) {
  begin();
  advance(9min);
  EXPECT_FALSE(ended_);
  advance(1min);
  EXPECT_EQ(ended_, v1::END_REASON_NEVER_ALLOWED);
}

TEST_F(SessionStage, TheFamilyIsServedThoughTheOperatorsLineTakesNothing) {
  pair_ = MemoryPair(io_.get_executor(), 2);
  begin();
  family_lets_control();
  stalls_ = true;
  for (int second = 0; second < 20; ++second) {  // four signs of life: more than the line holds
    advance(1s);
    banner_alive();
  }
  ASSERT_EQ(pair_.theirs()->unread(), 2u);
  banner_press(pc::Pressed::TAKE_BACK);
  EXPECT_EQ(orders().scope(), v1::SCOPE_VIEW);
  banner_press(pc::Pressed::STOP);
  advance(3s);
  EXPECT_EQ(ended_, v1::END_REASON_FAMILY);
}

TEST_F(SessionStage, ABannerThatNeverAppearsEndsIt) {
  begin();
  family_says_yes_to_view();
  advance(30s);
  EXPECT_EQ(ended_, v1::END_REASON_DESKTOP_LOST);
  EXPECT_EQ(picture_, "");
}

TEST_F(SessionStage, AQuestionThatNeverComesUpEndsIt) {
  begin();
  operator_asks(v1::SCOPE_VIEW);
  advance(30s);
  EXPECT_EQ(ended_, v1::END_REASON_DESKTOP_LOST);
  EXPECT_EQ(told<agent::Asked>(), 0);
}

TEST_F(SessionStage, AnythingThatBreaksEndsIt) {
  begin();
  desktop_->breaks = true;
  operator_asks(v1::SCOPE_VIEW);
  EXPECT_EQ(ended_, v1::END_REASON_BROKEN);
}

TEST_F(SessionStage, StopEndsItAtOnceAndClosesEverything) {
  begin();
  family_lets_control();
  banner_press(pc::Pressed::STOP);
  advance(1s);
  ASSERT_TRUE(ended_);
  EXPECT_EQ(*ended_, v1::END_REASON_FAMILY);
  EXPECT_EQ(last_said().goodbye(), v1::END_REASON_FAMILY);
  while (next<pc::ScreenOrders>(*desktop_->screen_orders)) {
  }
  EXPECT_FALSE(agent::post_message(*desktop_->screen_orders, pc::ScreenNews{}))
      << "the screen program's line is still open";
  EXPECT_FALSE(session_->watched());
}

TEST_F(SessionStage, StopInTheTrayEndsItToo) {
  begin();
  family_lets_see();
  desktop_->press_stop();
  settle();
  EXPECT_EQ(ended_, v1::END_REASON_FAMILY);
}

TEST_F(SessionStage, ABannerThatIsGoneEndsTheSession) {
  begin();
  family_lets_see();
  desktop_->windows[1]->close();
  settle();
  EXPECT_EQ(ended_, v1::END_REASON_DESKTOP_LOST);
}

TEST_F(SessionStage, TheLeaseEndsAfterAnHourWhateverWasWidened) {
  begin();
  family_lets_see();
  for (int second = 0; second < 50 * 60; ++second) {
    advance(1s);
    banner_alive();
    if (second == 31 * 60) banner_press(pc::Pressed::YES);
  }
  operator_asks(v1::SCOPE_CONTROL);
  family_replies(2, question(2).secret(), true);
  for (int second = 0; second < 10 * 60 && !ended_; ++second) {
    advance(1s);
    banner_alive();
  }
  EXPECT_EQ(ended_, v1::END_REASON_LEASE_EXPIRED);
}

TEST_F(SessionStage, ATrayThatGoesAwayEndsIt) {
  begin();
  family_lets_see();
  desktop_->leave();
  settle();
  EXPECT_EQ(ended_, v1::END_REASON_DESKTOP_LOST);
}

TEST_F(SessionStage, NoDesktopIsSaidAtOnce) {
  desktop_->display = false;
  begin();
  EXPECT_EQ(ended_, v1::END_REASON_NO_DISPLAY);
  EXPECT_EQ(last_said().goodbye(), v1::END_REASON_NO_DISPLAY);
}

TEST_F(SessionStage, AWindowThatCannotOpenEndsIt) {
  begin();
  desktop_->opens = false;
  operator_asks(v1::SCOPE_VIEW);
  EXPECT_EQ(ended_, v1::END_REASON_DESKTOP_LOST);
}

TEST_F(SessionStage, AConsoleThatGoesSilentLosesPictureAndMouse) {
  begin();
  family_lets_control();
  console_silent_ = true;
  for (int second = 0; second < 14; ++second) {
    advance(1s);
    banner_alive();
  }
  EXPECT_FALSE(ended_);
  advance(1s);
  EXPECT_EQ(ended_, v1::END_REASON_CONSOLE_LOST);
}

TEST_F(SessionStage, AnOperatorWhoLeavesBeforeAnyYesIsRecordedSo) {
  begin();
  v1::ConsoleSays says;
  says.set_goodbye(v1::END_REASON_OPERATOR);
  operator_says(std::move(says));
  EXPECT_EQ(ended_, v1::END_REASON_NEVER_ALLOWED);
}

TEST_F(SessionStage, AConsoleCannotSayThatTheFamilyStopped) {
  begin();
  family_lets_see();
  v1::ConsoleSays says;
  says.set_goodbye(v1::END_REASON_FAMILY);
  operator_says(std::move(says));
  EXPECT_EQ(ended_, v1::END_REASON_CONSOLE_LOST);
}

TEST_F(SessionStage, TheOperatorEndsIt) {
  begin();
  family_lets_see();
  v1::ConsoleSays says;
  says.set_goodbye(v1::END_REASON_OPERATOR);
  operator_says(std::move(says));
  EXPECT_EQ(ended_, v1::END_REASON_OPERATOR);
}

TEST_F(SessionStage, ALostConsoleEndsItWhileTheQuestionStands) {
  begin();
  operator_asks(v1::SCOPE_VIEW);
  pair_.theirs()->finish();
  settle();
  EXPECT_EQ(ended_, v1::END_REASON_CONSOLE_LOST);
}

TEST_F(SessionStage, WhatIsNotInTheContractEndsIt) {
  begin();
  operator_sends_rfb("before any screen");
  EXPECT_EQ(ended_, v1::END_REASON_BROKEN);
}

TEST_F(SessionStage, AConsoleThatClaimsBytesItNeverGotIsBroken) {
  begin();
  family_lets_see();
  v1::ConsoleSays says;
  says.set_received(1'000'000);
  operator_says(std::move(says));
  EXPECT_EQ(ended_, v1::END_REASON_BROKEN);
}

TEST_F(SessionStage, AYesAfterTheEndOpensNothing) {
  begin();
  operator_asks(v1::SCOPE_VIEW);
  const Bytes secret = question(0).secret();
  session_->end(v1::END_REASON_OPERATOR_REMOVED);  // her console has not hung up yet
  family_replies(0, secret, true);
  EXPECT_EQ(desktop_->screen_orders, nullptr);
  EXPECT_FALSE(session_->watched());
  EXPECT_EQ(told<agent::Allowed>(), 0);
  advance(3s);
  EXPECT_EQ(ended_, v1::END_REASON_OPERATOR_REMOVED);
}

}  // namespace
}  // namespace maintendue::test
