// The picture is held back for a moment, by her or by the family: nothing leaves meanwhile, and who
// began it, or the family, says when it goes on.
#include "cut_stage.h"

namespace maintendue::test {
namespace {

using namespace std::chrono_literals;

class PausesOfASession : public CutStage {
 protected:
  void operator_pauses(v1::Pause wish) {
    v1::ConsoleSays says;
    says.set_pause(wish);
    operator_says(std::move(says));
  }
  pc::Banner banner() {
    while (auto says = next<pc::ServiceToDialog>(*desktop_->windows.at(1))) {
      if (says->has_banner()) banner_ = says->banner();
    }
    return banner_;
  }
  v1::LeaseState lease() const {
    for (auto says = said_.rbegin(); says != said_.rend(); ++says) {
      if (says->has_lease()) return says->lease();
    }
    return {};
  }
  // The screen program is told to go, with its keys released and its picture with it.
  bool screen_gone() {
    char byte;
    return ::recv(desktop_->screen_rfb->native_handle(), &byte, 1, MSG_DONTWAIT) == 0;
  }
  // Her console knows of the next picture.
  void console_begins() {
    std::uint32_t number = 0;
    for (const auto& says : said_) {
      if (says.has_new_picture()) number = says.new_picture();
    }
    v1::ConsoleSays says;
    says.set_picture_begun(number);
    operator_says(std::move(says));
    banner_alive();
  }
  pc::Banner banner_;
};

TEST_F(PausesOfASession, SheLooksAwayAndNothingLeavesUntilSheLooksAgain) {
  begin();
  family_lets_see();
  operator_pauses(v1::PAUSE_LOOK_AWAY);
  EXPECT_TRUE(screen_gone());
  EXPECT_EQ(lease().held(), v1::HELD_LOOKS_AWAY);
  EXPECT_EQ(lease().scope(), v1::SCOPE_UNSPECIFIED);
  EXPECT_FALSE(session_->watched());
  EXPECT_EQ(banner().paused(), v1::HELD_LOOKS_AWAY);
  EXPECT_EQ(banner().scope(), v1::SCOPE_UNSPECIFIED);
  console_begins();
  EXPECT_TRUE(screen_gone()) << "nothing is opened meanwhile";
  operator_pauses(v1::PAUSE_OVER);
  EXPECT_FALSE(screen_gone()) << "a screen program of its own";
  EXPECT_EQ(orders().scope(), v1::SCOPE_VIEW);
  EXPECT_EQ(lease().held(), v1::HELD_UNSPECIFIED);
  EXPECT_EQ(banner().paused(), v1::HELD_UNSPECIFIED);
}

TEST_F(PausesOfASession, GiveTheMouseBack) {
  begin();
  family_lets_control();
  banner_alive();
  operator_pauses(v1::PAUSE_LOOK_AWAY);
  console_begins();
  operator_pauses(v1::PAUSE_OVER);
  EXPECT_EQ(orders().scope(), v1::SCOPE_VIEW);
  EXPECT_EQ(lease().scope(), v1::SCOPE_VIEW);
}

TEST_F(PausesOfASession, WhenSheCallsBackTheFamilySaysThatItGoesOn) {
  begin();
  family_lets_see();
  operator_pauses(v1::PAUSE_CALL_BACK);
  EXPECT_EQ(lease().held(), v1::HELD_CALLS_BACK);
  EXPECT_EQ(banner().paused(), v1::HELD_CALLS_BACK);
  console_begins();
  operator_pauses(v1::PAUSE_OVER);
  EXPECT_EQ(lease().held(), v1::HELD_CALLS_BACK) << "it is not hers to end";
  operator_pauses(v1::PAUSE_LOOK_AWAY);
  operator_pauses(v1::PAUSE_OVER);
  EXPECT_EQ(lease().held(), v1::HELD_CALLS_BACK) << "nor by a detour";
  banner_press(pc::Pressed::SHOW);
  EXPECT_EQ(lease().held(), v1::HELD_UNSPECIFIED);
  EXPECT_EQ(orders().scope(), v1::SCOPE_VIEW);
}

TEST_F(PausesOfASession, AFamilyHidesItsScreenAndShowsItAgain) {
  begin();
  family_lets_see();
  banner_press(pc::Pressed::HIDE);
  EXPECT_TRUE(screen_gone());
  EXPECT_EQ(lease().held(), v1::HELD_HIDDEN);
  EXPECT_EQ(banner().paused(), v1::HELD_HIDDEN);
  console_begins();
  operator_pauses(v1::PAUSE_OVER);
  operator_pauses(v1::PAUSE_LOOK_AWAY);
  operator_pauses(v1::PAUSE_OVER);
  EXPECT_EQ(lease().held(), v1::HELD_HIDDEN) << "nothing of hers shows it";
  operator_asks(v1::SCOPE_CONTROL);
  EXPECT_EQ(desktop_->windows.size(), 2u) << "nor does she ask for more meanwhile";
  banner_press(pc::Pressed::SHOW);
  EXPECT_EQ(orders().scope(), v1::SCOPE_VIEW);
}

TEST_F(PausesOfASession, AFamilyDoesNotEndWhatSheBegan) {
  begin();
  family_lets_see();
  operator_pauses(v1::PAUSE_LOOK_AWAY);
  banner_press(pc::Pressed::SHOW);
  EXPECT_EQ(lease().held(), v1::HELD_LOOKS_AWAY);
}

TEST_F(PausesOfASession, WhatTheFamilyHidesTakesThePlaceOfHerPause) {
  begin();
  family_lets_see();
  operator_pauses(v1::PAUSE_LOOK_AWAY);
  banner_press(pc::Pressed::HIDE);
  EXPECT_EQ(lease().held(), v1::HELD_HIDDEN);
  operator_pauses(v1::PAUSE_OVER);
  EXPECT_EQ(lease().held(), v1::HELD_HIDDEN);
}

TEST_F(PausesOfASession, AFamilyHidesItsScreenWhileAWindowAsksToo) {
  begin();
  family_lets_see();
  operator_asks(v1::SCOPE_CONTROL);
  const Bytes secret = question(2).secret();
  banner_press(pc::Pressed::HIDE);
  EXPECT_TRUE(screen_gone());
  EXPECT_EQ(lease().held(), v1::HELD_HIDDEN);
  family_replies(2, secret, true);
  EXPECT_EQ(lease().held(), v1::HELD_HIDDEN);
  console_begins();
  banner_press(pc::Pressed::SHOW);
  EXPECT_EQ(orders().scope(), v1::SCOPE_VIEW) << "without the mouse";
}

TEST_F(PausesOfASession, OfHersComeNoFasterThanSomebodyMeansThem) {
  begin();
  family_lets_see();
  operator_pauses(v1::PAUSE_LOOK_AWAY);
  operator_pauses(v1::PAUSE_OVER);
  console_begins();
  operator_pauses(v1::PAUSE_LOOK_AWAY);
  EXPECT_EQ(lease().held(), v1::HELD_UNSPECIFIED);
  advance(2s);
  banner_alive();
  operator_pauses(v1::PAUSE_LOOK_AWAY);
  EXPECT_EQ(lease().held(), v1::HELD_LOOKS_AWAY);
}

// What she holds when her mouse is taken away is let go for her, and that makes a click.
TEST_F(PausesOfASession, APressThatMayBeHersShowsNothing) {
  begin();
  family_lets_control();
  banner_alive();
  banner_press(pc::Pressed::HIDE);
  banner_press(pc::Pressed::SHOW);
  EXPECT_EQ(lease().held(), v1::HELD_HIDDEN);
  for (int second = 0; second < 3; ++second) {
    advance(1s);
    banner_alive();
  }
  banner_press(pc::Pressed::SHOW);
  EXPECT_EQ(lease().held(), v1::HELD_UNSPECIFIED);
}

TEST_F(PausesOfASession, AreNoneWhereNothingIsSeen) {
  begin();
  operator_pauses(v1::PAUSE_LOOK_AWAY);
  family_lets_see();
  EXPECT_EQ(lease().held(), v1::HELD_UNSPECIFIED);
  operator_asks(v1::SCOPE_CONTROL);
  const Bytes secret = question(2).secret();
  operator_pauses(v1::PAUSE_CALL_BACK);
  EXPECT_EQ(lease().held(), v1::HELD_UNSPECIFIED) << "not while a window asks";
  family_replies(2, secret, true);
  EXPECT_EQ(lease().scope(), v1::SCOPE_CONTROL);
}

TEST_F(PausesOfASession, OutlastACut) {
  begin();
  keep_secret();
  family_lets_see();
  banner_press(pc::Pressed::HIDE);
  const Bytes kept = secret();
  cut();
  banner_alive();
  ASSERT_TRUE(comes_back(kept));
  keep_secret();
  EXPECT_EQ(lease().held(), v1::HELD_HIDDEN);
  EXPECT_EQ(lease().scope(), v1::SCOPE_UNSPECIFIED);
  EXPECT_TRUE(screen_gone()) << "and she is shown nothing";
  banner_alive();
  banner_press(pc::Pressed::SHOW);
  EXPECT_EQ(orders().scope(), v1::SCOPE_VIEW);
}

TEST_F(PausesOfASession, LastNoLongerThanTheLease) {
  begin();
  family_lets_see();
  operator_pauses(v1::PAUSE_CALL_BACK);
  for (auto time = 0s; time < 1h + 1s; time += 1s) {
    banner_alive();
    advance(1s);
  }
  EXPECT_EQ(ended_, v1::END_REASON_LEASE_EXPIRED);
}

TEST_F(PausesOfASession, StopIsStop) {
  begin();
  family_lets_see();
  banner_press(pc::Pressed::HIDE);
  banner_press(pc::Pressed::STOP);
  EXPECT_EQ(ended_, v1::END_REASON_FAMILY);
}

TEST_F(PausesOfASession, OfAKindThatIsNoneEndIt) {
  begin();
  family_lets_see();
  operator_pauses(v1::PAUSE_UNSPECIFIED);
  advance(3s);
  EXPECT_EQ(ended_, v1::END_REASON_BROKEN);
}

}  // namespace
}  // namespace maintendue::test
