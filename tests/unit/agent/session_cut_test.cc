// A session whose line is cut: what stops at once, who may come back, and how long.
#include <array>
#include <boost/asio/write.hpp>

#include "cut_stage.h"

namespace maintendue::test {
namespace {

using namespace std::chrono_literals;

class CutSession : public CutStage {
 protected:
  // The operator's console, which keeps every secret that it is given.
  void begin_kept() {
    begin();
    keep_secret();
  }
  v1::TakenUp taken_up() const {
    for (auto says = said_.rbegin(); says != said_.rend(); ++says) {
      if (says->has_taken_up()) return says->taken_up();
    }
    return {};
  }
  // The family's banner goes on living while time passes.
  void wait(std::chrono::seconds time) {
    for (auto second = 0s; second < time; ++second) {
      advance(1s);
      if (desktop_->windows.size() > 1) banner_alive();
    }
  }
  pc::Banner banner() {
    pc::Banner last;
    while (auto says = next<pc::ServiceToDialog>(*desktop_->windows.at(1))) last = says->banner();
    return last;
  }
  // Whether the session has let go of the screen program.
  bool screen_closed() {
    while (next<pc::ScreenOrders>(*desktop_->screen_orders)) {
    }
    return !agent::post_message(*desktop_->screen_orders, pc::ScreenNews{});
  }
};

TEST_F(CutSession, GoesOnByItselfAfter59Seconds) {
  begin_kept();
  family_lets_control();
  cut();
  wait(59s);
  ASSERT_FALSE(ended_);
  ASSERT_TRUE(comes_back(secret()));
  EXPECT_EQ(taken_up().session_id(), 7u);
  EXPECT_EQ(taken_up().lease().scope(), v1::SCOPE_CONTROL);
  keep_secret();
  EXPECT_EQ(orders().scope(), v1::SCOPE_CONTROL);
  EXPECT_TRUE(session_->watched());
  EXPECT_EQ(desktop_->windows.size(), 3u) << "nobody was asked anew";
  wait(60s);
  EXPECT_FALSE(ended_);
}

TEST_F(CutSession, IsOverAfter60Seconds) {
  begin_kept();
  family_lets_see();
  const Bytes good = secret();
  cut();
  wait(60s);
  EXPECT_EQ(ended_, v1::END_REASON_NOT_RESUMED);
  EXPECT_FALSE(comes_back(good));
}

TEST_F(CutSession, StopsPictureAndInputAtOnce) {
  begin_kept();
  family_lets_control();
  cut();
  EXPECT_TRUE(screen_closed()) << "its keys are released when its line ends";
  EXPECT_FALSE(session_->watched());
  EXPECT_TRUE(session_->cut());
  const pc::Banner shown = banner();
  EXPECT_TRUE(shown.line_cut());
  EXPECT_FALSE(ended_);
  ASSERT_FALSE(news_.empty());
  EXPECT_EQ(std::get<agent::Allowed>(news_.back()).scope, lease::Scope::Nothing);
}

TEST_F(CutSession, EndsAtOnceWhenTheOperatorHasNoSecret) {
  begin();
  family_lets_see();
  cut();
  EXPECT_EQ(ended_, v1::END_REASON_CONSOLE_LOST);
}

TEST_F(CutSession, IsCutWhenNothingIsHeardOfHer) {
  begin_kept();
  family_lets_control();
  console_silent_ = true;
  wait(15s);
  EXPECT_FALSE(ended_);
  EXPECT_TRUE(session_->cut());
  EXPECT_TRUE(screen_closed());
  wait(44s);
  EXPECT_FALSE(ended_);
  wait(1s);
  EXPECT_EQ(ended_, v1::END_REASON_NOT_RESUMED) << "60 s since she was last heard of";
}

TEST_F(CutSession, RefusesAnotherSecretAndGoesOnWaiting) {
  begin_kept();
  family_lets_see();
  const Bytes good = secret();
  cut();
  EXPECT_FALSE(comes_back("sixteen bytes !!"));
  EXPECT_FALSE(comes_back(""));
  EXPECT_TRUE(session_->cut());
  EXPECT_TRUE(screen_closed());
  EXPECT_TRUE(comes_back(good));
}

TEST_F(CutSession, RefusesAnOldSecretAfterASecondCut) {
  begin_kept();
  family_lets_see();
  const Bytes first = secret();
  cut();
  wait(20s);
  ASSERT_TRUE(comes_back(first));
  keep_secret();
  const Bytes second = secret();
  ASSERT_NE(first, second);
  wait(10s);
  keep_secret();  // any word of hers
  cut();
  wait(59s);
  EXPECT_FALSE(comes_back(first));
  ASSERT_TRUE(comes_back(second)) << "each cut has its minute";
  keep_secret();
  EXPECT_EQ(orders().scope(), v1::SCOPE_VIEW);
}

TEST_F(CutSession, TakesNobodyWhileItsLineStands) {
  begin_kept();
  family_lets_see();
  EXPECT_FALSE(comes_back(secret()));
}

TEST_F(CutSession, ShowsNothingUntilSheHasSaidThatSheIsThere) {
  begin_kept();
  family_lets_see();
  cut();
  wait(50s);
  ASSERT_TRUE(comes_back(secret()));
  EXPECT_EQ(orders().scope(), v1::SCOPE_UNSPECIFIED);
  EXPECT_FALSE(session_->watched());
  EXPECT_TRUE(banner().line_cut());
  wait(10s);
  EXPECT_EQ(ended_, v1::END_REASON_NOT_RESUMED) << "a comeback that was held back gains no time";
}

TEST_F(CutSession, StopInTheBannerEndsItForGood) {
  begin_kept();
  family_lets_see();
  const Bytes good = secret();
  cut();
  banner_press(pc::Pressed::STOP);
  EXPECT_EQ(ended_, v1::END_REASON_FAMILY);
  EXPECT_FALSE(comes_back(good));
}

TEST_F(CutSession, StopInTheTrayEndsItForGood) {
  begin_kept();
  family_lets_see();
  cut();
  desktop_->press_stop();
  settle();
  EXPECT_EQ(ended_, v1::END_REASON_FAMILY);
}

TEST_F(CutSession, LoggingOutEndsIt) {
  begin_kept();
  family_lets_see();
  cut();
  desktop_->leave();
  settle();
  EXPECT_EQ(ended_, v1::END_REASON_DESKTOP_LOST);
}

TEST_F(CutSession, TheMouseThatIsTakenBackMeanwhileStaysWithTheFamily) {
  begin_kept();
  family_lets_control();
  cut();
  banner_press(pc::Pressed::TAKE_BACK);
  ASSERT_TRUE(comes_back(secret()));
  EXPECT_EQ(taken_up().lease().scope(), v1::SCOPE_VIEW);
  keep_secret();
  EXPECT_EQ(orders().scope(), v1::SCOPE_VIEW);
}

TEST_F(CutSession, TheLeasesClockRunsOn) {
  begin_kept();
  family_lets_see();
  wait(59min + 30s);
  cut();
  wait(20s);
  ASSERT_TRUE(comes_back(secret()));
  EXPECT_LE(taken_up().lease().remaining_ms(), 10'000u);
  keep_secret();
  wait(10s);
  EXPECT_EQ(ended_, v1::END_REASON_LEASE_EXPIRED);
}

TEST_F(CutSession, ALeaseThatEndsDuringTheCutEndsIt) {
  begin_kept();
  family_lets_see();
  wait(59min + 30s);
  cut();
  wait(30s);
  EXPECT_EQ(ended_, v1::END_REASON_LEASE_EXPIRED);
}

TEST_F(CutSession, AQuestionStaysOnTheScreenAndItsAnswerCounts) {
  begin_kept();
  operator_asks(v1::SCOPE_VIEW);
  const Bytes window = question(0).secret();
  cut();
  wait(5s);
  family_replies(0, window, true);
  EXPECT_EQ(desktop_->screen_orders, nullptr) << "there is nobody to show anything to";
  EXPECT_TRUE(banner().line_cut());
  banner_alive();
  ASSERT_TRUE(comes_back(secret()));
  EXPECT_EQ(answered().answer(), v1::CONSENT_ANSWER_GRANTED);
  EXPECT_EQ(taken_up().lease().scope(), v1::SCOPE_VIEW);
  keep_secret();
  EXPECT_EQ(orders().scope(), v1::SCOPE_VIEW);
}

TEST_F(CutSession, AQuestionThatStillStandsIsToldAgain) {
  begin_kept();
  operator_asks(v1::SCOPE_VIEW);
  const Bytes window = question(0).secret();
  cut();
  ASSERT_TRUE(comes_back(secret()));
  EXPECT_EQ(taken_up().asking(), v1::SCOPE_VIEW);
  EXPECT_TRUE(taken_up().lease().input_suspended());
  keep_secret();
  family_replies(0, window, false);
  EXPECT_EQ(answered().answer(), v1::CONSENT_ANSWER_REFUSED);
}

TEST_F(CutSession, InputOnItsWayIsNotReplayed) {
  begin_kept();
  family_lets_control();
  std::array<char, 16> taken{};
  operator_sends_rfb("click");
  ASSERT_EQ(desktop_->screen_rfb->read_some(net::buffer(taken)), 5u);
  operator_sends_rfb("drag");
  cut();
  ASSERT_TRUE(comes_back(secret()));
  keep_secret();
  operator_sends_rfb("fresh");
  settle();
  ASSERT_EQ(desktop_->screen_rfb->read_some(net::buffer(taken)), 5u);
  EXPECT_EQ(Bytes(taken.data(), 5), "fresh") << "a screen program of its own, from its first byte";
}

TEST_F(CutSession, ThePictureBeginsAnewAndItsCreditToo) {
  begin_kept();
  family_lets_see();
  boost::asio::write(*desktop_->screen_rfb, net::buffer("old picture", 11));
  settle();
  ASSERT_EQ(picture_, "old picture");
  cut();
  ASSERT_TRUE(comes_back(secret()));
  keep_secret();
  boost::asio::write(*desktop_->screen_rfb, net::buffer("new", 3));
  settle();
  EXPECT_EQ(picture_, "old picturenew");
  v1::ConsoleSays says;
  says.set_received(3);
  operator_says(std::move(says));
  EXPECT_FALSE(ended_) << "counted from the first byte of the new picture";
}

TEST_F(CutSession, ALineThatSaysWhatIsNotInTheContractIsNoCut) {
  begin_kept();
  family_lets_see();
  operator_asks(v1::SCOPE_UNSPECIFIED);
  settle();
  EXPECT_EQ(ended_, v1::END_REASON_BROKEN);
}

TEST_F(CutSession, TheOldLineIsGivenUpWhenSheComesByAnother) {
  begin_kept();
  family_lets_see();
  session_->lose_line();
  settle();
  EXPECT_TRUE(session_->cut());
  EXPECT_TRUE(comes_back(secret()));
}

}  // namespace
}  // namespace maintendue::test
