// Somebody else comes to the monitor in the middle of a session.
#include <boost/asio/write.hpp>

#include "session_stage.h"

namespace maintendue::test {
namespace {

using namespace std::chrono_literals;

class PersonOfASession : public SessionStage {
 protected:
  PersonOfASession() {
    desktop_now_ = [this] { return there_; };
  }
  // From A's desktop, which `desktop_` was, to nobody's.
  void leave() {
    before_ = desktop_;
    desktop_->displace();
    there_ = nullptr;
    settle();
  }
  // Windows are counted anew: they are on another screen.
  void come() {
    desktop_ = std::make_shared<FakeDesktop>(io_);
    there_ = desktop_;
    session_->desktop_changed();
    settle();
  }
  void console_begins(std::uint32_t number) {
    v1::ConsoleSays says;
    says.set_picture_begun(number);
    operator_says(std::move(says));
  }
  v1::LeaseState lease() const {
    for (auto says = said_.rbegin(); says != said_.rend(); ++says) {
      if (says->has_lease()) return says->lease();
    }
    return {};
  }
  static bool over(agent::LocalSocket& end) {
    char unread[4096];
    ssize_t got = 0;
    while ((got = ::recv(end.native_handle(), unread, sizeof unread, MSG_DONTWAIT)) > 0) {
    }
    return got == 0 || errno == ECONNRESET;  // with something that it had not read
  }
  void screen_draws(const Bytes& bytes) {
    net::write(*desktop_->screen_rfb, net::buffer(bytes));
    settle();
  }
  std::shared_ptr<FakeDesktop> before_;
  std::shared_ptr<FakeDesktop> there_;
};

TEST_F(PersonOfASession, StopsPictureAndInputAtOnceAndTakesTheBannerAway) {
  begin();
  family_lets_control();
  leave();
  EXPECT_TRUE(over(*before_->screen_rfb)) << "the screen program of that account goes";
  EXPECT_TRUE(over(before_->windows.at(1)->socket())) << "and its banner";
  EXPECT_EQ(lease().held(), v1::HELD_NOBODY);
  EXPECT_EQ(lease().scope(), v1::SCOPE_UNSPECIFIED);
  EXPECT_FALSE(session_->watched());
  EXPECT_FALSE(ended_);
}

TEST_F(PersonOfASession, NotOneByteOfTheOldAccountLeavesAfterwards) {
  begin();
  family_lets_see();
  screen_draws("before");
  EXPECT_EQ(picture_, "before");
  desktop_->displace();
  net::write(*desktop_->screen_rfb, net::buffer("after", 5));
  settle();
  EXPECT_EQ(picture_, "before");
}

TEST_F(PersonOfASession, TheNewPersonIsAskedTheFirstQuestionOnHerOwnScreen) {
  begin();
  family_lets_control();
  leave();
  come();
  ASSERT_EQ(desktop_->windows.size(), 1u);
  EXPECT_EQ(lease().held(), v1::HELD_OTHER_PERSON);
  EXPECT_EQ(desktop_->screen_orders, nullptr) << "nothing of it is shown";
  const pc::Question asked = question(0);
  EXPECT_EQ(asked.scope(), v1::SCOPE_VIEW);
  EXPECT_EQ(asked.operator_name(), "Nadia");
  console_begins(1);
  family_replies(0, asked.secret(), true);
  banner_secret_ = next<pc::ServiceToDialog>(*desktop_->windows.at(1))->banner().secret();
  banner_alive();
  EXPECT_EQ(orders().scope(), v1::SCOPE_VIEW) << "the mouse is asked for anew";
  EXPECT_EQ(lease().held(), v1::HELD_UNSPECIFIED);
  operator_asks(v1::SCOPE_CONTROL);
  EXPECT_EQ(question(2).scope(), v1::SCOPE_CONTROL);
}

TEST_F(PersonOfASession, OnePersonsPauseIsNotTheNextOnes) {
  begin();
  family_lets_see();
  banner_press(pc::Pressed::HIDE);
  leave();
  come();
  console_begins(1);
  family_replies(0, question(0).secret(), true);
  banner_alive();
  EXPECT_EQ(lease().held(), v1::HELD_UNSPECIFIED);
  EXPECT_EQ(orders().scope(), v1::SCOPE_VIEW);
}

TEST_F(PersonOfASession, WhatTheNewPersonAllowsHasAnHourOfItsOwn) {
  begin();
  family_lets_see();
  advance(20min);
  leave();
  come();
  family_replies(0, question(0).secret(), true);
  EXPECT_EQ(std::chrono::milliseconds(lease().remaining_ms()), lease::kLongest);
}

TEST_F(PersonOfASession, NothingIsOpenedBeforeTheConsoleKnowsOfAnotherPicture) {
  begin();
  family_lets_see();
  leave();
  come();
  family_replies(0, question(0).secret(), true);
  banner_alive();
  EXPECT_EQ(desktop_->screen_orders, nullptr);
  operator_sends_rfb("of the old picture");
  EXPECT_FALSE(ended_);
  console_begins(1);
  ASSERT_NE(desktop_->screen_orders, nullptr);
  EXPECT_EQ(orders().scope(), v1::SCOPE_VIEW);
  char byte;
  EXPECT_EQ(::recv(desktop_->screen_rfb->native_handle(), &byte, 1, MSG_DONTWAIT), -1);
}

TEST_F(PersonOfASession, ANoOfTheNewPersonEndsIt) {
  begin();
  family_lets_see();
  leave();
  come();
  family_replies(0, question(0).secret(), false);
  EXPECT_EQ(ended_, v1::END_REASON_PERSON_CHANGED);
  EXPECT_EQ(desktop_->screen_orders, nullptr);
}

TEST_F(PersonOfASession, AYesOfWhoHasLeftOpensNothing) {
  begin();
  operator_asks(v1::SCOPE_VIEW);
  const pc::Question asked = question(0);
  there_ = nullptr;
  desktop_->displace();
  family_replies(0, asked.secret(), true);
  EXPECT_EQ(told<agent::Answered>(), 0);
  EXPECT_FALSE(session_->was_allowed());
  EXPECT_EQ(desktop_->screen_orders, nullptr);
}

TEST_F(PersonOfASession, SilenceOfTheNewPersonEndsIt) {
  begin();
  family_lets_see();
  leave();
  come();
  (void)question(0);
  advance(3min);
  EXPECT_EQ(ended_, v1::END_REASON_PERSON_CHANGED);
}

TEST_F(PersonOfASession, ComingBackIsAskedAgain) {
  begin();
  family_lets_see();
  leave();
  come();
  (void)question(0);
  leave();
  EXPECT_TRUE(over(before_->windows.at(0)->socket())) << "the question goes with its screen";
  come();
  EXPECT_EQ(question(0).scope(), v1::SCOPE_VIEW);
  EXPECT_FALSE(ended_);
}

TEST_F(PersonOfASession, NobodyAtTheMonitorEndsItAfterThreeMinutes) {
  begin();
  family_lets_see();
  leave();
  advance(3min - 1s);
  EXPECT_FALSE(ended_);
  advance(1s);
  EXPECT_EQ(ended_, v1::END_REASON_PERSON_CHANGED);
}

TEST_F(PersonOfASession, WhereNothingWasAskedNothingIsAskedByItself) {
  begin();
  leave();
  come();
  EXPECT_EQ(desktop_->windows.size(), 0u);
  operator_asks(v1::SCOPE_VIEW);
  EXPECT_EQ(question(0).scope(), v1::SCOPE_VIEW);
}

TEST_F(PersonOfASession, TheOperatorCannotAskWhileNobodyIsThere) {
  begin();
  family_lets_see();
  leave();
  operator_asks(v1::SCOPE_VIEW);
  EXPECT_FALSE(ended_);
  come();
  EXPECT_EQ(desktop_->windows.size(), 1u);
}

TEST_F(PersonOfASession, StopOfTheNewPersonEndsIt) {
  begin();
  family_lets_see();
  leave();
  come();
  desktop_->press_stop();
  settle();
  EXPECT_EQ(ended_, v1::END_REASON_FAMILY);
}

TEST_F(PersonOfASession, ATrayThatIsKilledStillEndsIt) {
  begin();
  family_lets_see();
  desktop_->leave();
  settle();
  EXPECT_EQ(ended_, v1::END_REASON_DESKTOP_LOST);
}

TEST_F(PersonOfASession, ALineThatTakesNothingKeepsNobodyFromBeingAsked) {
  pair_ = MemoryPair(io_.get_executor(), 2);
  begin();
  family_lets_see();
  stalls_ = true;
  for (int second = 0; second < 12; ++second) {
    advance(1s);
    banner_alive();
    screen_draws(Bytes(64, 'x'));
  }
  leave();
  EXPECT_TRUE(over(*before_->screen_rfb));
  come();
  EXPECT_EQ(question(0).scope(), v1::SCOPE_VIEW);
}

TEST_F(PersonOfASession, IsInTheNews) {
  begin();
  family_lets_see();
  leave();
  come();
  std::vector<v1::LogPerson> told;
  for (const auto& news : news_) {
    if (const auto* one = std::get_if<agent::PersonChanged>(&news)) told.push_back(one->now);
  }
  EXPECT_EQ(told, (std::vector{v1::LOG_PERSON_NOBODY, v1::LOG_PERSON_OTHER}));
}

// Its window was still being opened when the person left.
TEST_F(PersonOfASession, ADesktopIsKeptForAsLongAsATryIsUnderWayOnIt) {
  begin();
  desktop_->slow = true;
  v1::ConsoleSays says;
  says.mutable_verify()->set_commitment(Bytes(32, 'c'));
  operator_says(std::move(says));
  leave();
  const std::weak_ptr<FakeDesktop> old = std::exchange(before_, nullptr);
  come();
  ASSERT_FALSE(old.expired());
  old.lock()->go_on();
  settle();
}

// A console that does not wait for anybody: there is nobody to tap anything.
TEST_F(PersonOfASession, NothingIsVerifiedWithNobodyAtTheMonitor) {
  begin();
  leave();
  v1::ConsoleSays says;
  says.mutable_verify()->set_commitment(Bytes(32, 'c'));
  operator_says(std::move(says));
  settle();
  ASSERT_TRUE(ended_);
  EXPECT_EQ(*ended_, v1::END_REASON_BROKEN);
}

}  // namespace
}  // namespace maintendue::test
