// What can hurt a family: consent, and what it lets through.
#include <boost/asio/write.hpp>

#include "session_stage.h"

namespace maintendue::test {
namespace {

using namespace std::chrono_literals;

TEST_F(SessionStage, AsksTheFamilyWithTheProvenNameAndShowsNothingBefore) {
  begin();
  operator_asks(v1::SCOPE_VIEW);
  ASSERT_EQ(desktop_->windows.size(), 1u);
  const pc::Question asked = question(0);
  EXPECT_EQ(asked.operator_name(), "Nadia");
  EXPECT_EQ(asked.organisation(), "La Maison Numérique");
  EXPECT_EQ(asked.scope(), v1::SCOPE_VIEW);
  EXPECT_EQ(asked.call_kind(), v1::CALL_KIND_FOLLOW_UP_1);
  EXPECT_EQ(asked.secret().size(), 16u);
  EXPECT_EQ(desktop_->screen_orders, nullptr);
  EXPECT_FALSE(desktop_->expects) << "nothing starts beside a question that is being drawn";
  advance(400ms);
  EXPECT_TRUE(desktop_->expects) << "the banner, on a yes";
}

TEST_F(SessionStage, YesOpensTheBannerThenTheScreenForViewOnly) {
  begin();
  family_lets_see();
  ASSERT_NE(desktop_->screen_orders, nullptr);
  EXPECT_EQ(orders().scope(), v1::SCOPE_VIEW);
  EXPECT_EQ(last_said().lease().scope(), v1::SCOPE_VIEW);
  EXPECT_GT(last_said().lease().remaining_ms(), 59u * 60 * 1000);
  EXPECT_TRUE(session_->watched());
  EXPECT_EQ(session_->operator_name(), "Nadia");
}

TEST_F(SessionStage, NoShowsNothingAndMayBeAskedAgain) {
  begin();
  operator_asks(v1::SCOPE_VIEW);
  const pc::Question asked = question(0);
  advance(1s);
  family_replies(0, asked.secret(), false);
  EXPECT_EQ(desktop_->screen_orders, nullptr);
  EXPECT_FALSE(session_->watched());
  EXPECT_FALSE(ended_);
  EXPECT_FALSE(desktop_->expects) << "nobody needs the banner";
  advance(5s);
  operator_asks(v1::SCOPE_VIEW);
  EXPECT_EQ(question(1).scope(), v1::SCOPE_VIEW);
}

TEST_F(SessionStage, ANoIsFollowedByAPauseAndTheThirdIsForGood) {
  begin();
  std::size_t window = 0;
  for (const auto pause : {5s, 30s}) {
    operator_asks(v1::SCOPE_VIEW);
    family_replies(window, question(window).secret(), false);
    window = desktop_->windows.size();
    EXPECT_EQ(answered().ask_again_ms(), std::chrono::milliseconds{pause}.count());
    EXPECT_FALSE(answered().never_again());
    advance(pause - 1s);
    operator_asks(v1::SCOPE_VIEW);
    EXPECT_EQ(desktop_->windows.size(), window) << "asked again too soon";
    advance(1s);
  }
  operator_asks(v1::SCOPE_VIEW);
  family_replies(window, question(window).secret(), false);
  EXPECT_TRUE(answered().never_again());
  EXPECT_EQ(ended_, v1::END_REASON_FAMILY_REFUSED);
}

TEST_F(SessionStage, TheMouseIsNotAskedForAFourthTime) {
  begin();
  family_lets_see();
  for (int no = 0; no < 3; ++no) {
    operator_asks(v1::SCOPE_CONTROL);
    const std::size_t window = desktop_->windows.size() - 1;
    family_replies(window, question(window).secret(), false);
    for (int second = 0; second < 60; ++second) {
      banner_alive();
      advance(1s);
    }
  }
  const std::size_t windows = desktop_->windows.size();
  operator_asks(v1::SCOPE_CONTROL);
  EXPECT_EQ(desktop_->windows.size(), windows);
  EXPECT_FALSE(ended_) << "she still sees";
  EXPECT_TRUE(answered().never_again());
}

TEST_F(SessionStage, NothingIsSeenBeforeTheBannerIs) {
  begin();
  family_says_yes_to_view();
  EXPECT_EQ(orders().scope(), v1::SCOPE_UNSPECIFIED);
  advance(20s);
  EXPECT_EQ(orders().scope(), v1::SCOPE_UNSPECIFIED);
  banner_alive();
  EXPECT_EQ(orders().scope(), v1::SCOPE_VIEW);
}

TEST_F(SessionStage, AQuestionCountsFromTheMomentItStandsOnTheScreen) {
  begin();
  operator_asks(v1::SCOPE_VIEW);
  advance(20s);
  EXPECT_EQ(told<agent::Asked>(), 0);
  EXPECT_FALSE(last_said().has_asking());
  (void)question(0);
  EXPECT_EQ(told<agent::Asked>(), 1);
  EXPECT_EQ(last_said().asking(), v1::SCOPE_VIEW);
  advance(3min - 1s);
  EXPECT_EQ(told<agent::Answered>(), 0);
  advance(1s);
  EXPECT_EQ(told<agent::Answered>(), 1);
}

TEST_F(SessionStage, ThreeMinutesOfSilenceAreARefusal) {
  begin();
  operator_asks(v1::SCOPE_VIEW);
  const Bytes secret = question(0).secret();
  advance(3min);
  EXPECT_EQ(desktop_->screen_orders, nullptr);
  ASSERT_EQ(told<agent::Answered>(), 1);
  const auto said_unanswered = [&] {
    for (const auto& says : said_) {
      if (says.answer().answer() == v1::CONSENT_ANSWER_UNANSWERED) return true;
    }
    return false;
  };
  EXPECT_TRUE(said_unanswered());
  EXPECT_FALSE(next<pc::ServiceToDialog>(*desktop_->windows[0])) << "its window is closed";
  EXPECT_FALSE(ended_);
}

TEST_F(SessionStage, AnAnswerWithoutTheSecretOfThisWindowIsThrownAway) {
  begin();
  operator_asks(v1::SCOPE_VIEW);
  const Bytes secret = question(0).secret();
  family_replies(0, Bytes(16, 'x'), true);
  family_replies(0, "", true);
  EXPECT_EQ(desktop_->screen_orders, nullptr);
  family_replies(0, secret, false);
  advance(5s);
  operator_asks(v1::SCOPE_VIEW);
  (void)question(1);  // reads it: this window has another secret
  family_replies(1, secret, true);
  EXPECT_EQ(desktop_->screen_orders, nullptr) << "a used secret opened the screen";
}

TEST_F(SessionStage, TheMouseIsAQuestionOfItsOwnAndNeedsTheViewFirst) {
  begin();
  operator_asks(v1::SCOPE_CONTROL);
  EXPECT_TRUE(desktop_->windows.empty()) << "control was asked before view";
  family_lets_see();
  operator_asks(v1::SCOPE_CONTROL);
  EXPECT_EQ(question(2).scope(), v1::SCOPE_CONTROL);
  EXPECT_EQ(orders().scope(), v1::SCOPE_VIEW);
}

TEST_F(SessionStage, OneQuestionAtATime) {
  begin();
  operator_asks(v1::SCOPE_VIEW);
  operator_asks(v1::SCOPE_VIEW);
  EXPECT_EQ(desktop_->windows.size(), 1u);
  (void)question(0);
  operator_asks(v1::SCOPE_VIEW);
  EXPECT_EQ(desktop_->windows.size(), 1u);
}

TEST_F(SessionStage, InputIsSuspendedWhileAWindowAsks) {
  begin();
  family_lets_control();
  EXPECT_FALSE(orders().input_suspended());
  EXPECT_EQ(orders().scope(), v1::SCOPE_CONTROL);
  banner_press(pc::Pressed::TAKE_BACK);
  operator_asks(v1::SCOPE_CONTROL);
  EXPECT_TRUE(orders().input_suspended());
  family_replies(3, question(3).secret(), true);
  EXPECT_FALSE(orders().input_suspended());
}

TEST_F(SessionStage, TheFamilyTakesItsMouseBackAndIsStillSeen) {
  begin();
  family_lets_control();
  banner_press(pc::Pressed::TAKE_BACK);
  EXPECT_EQ(orders().scope(), v1::SCOPE_VIEW);
  EXPECT_EQ(last_said().lease().scope(), v1::SCOPE_VIEW);
  EXPECT_FALSE(ended_);
}

TEST_F(SessionStage, TheOperatorGivesTheMouseBack) {
  begin();
  family_lets_control();
  v1::ConsoleSays says;
  says.mutable_give_back();
  operator_says(std::move(says));
  EXPECT_EQ(orders().scope(), v1::SCOPE_VIEW);
}

TEST_F(SessionStage, ABannerWithoutASignOfLifeStopsPictureAndInput) {
  begin();
  family_lets_control();
  EXPECT_EQ(orders().scope(), v1::SCOPE_CONTROL);
  advance(4s);
  EXPECT_EQ(orders().scope(), v1::SCOPE_UNSPECIFIED);
  banner_alive();
  EXPECT_EQ(orders().scope(), v1::SCOPE_CONTROL);
}

TEST_F(SessionStage, TheScreenGoesNoFurtherThanTheCredit) {
  begin();
  family_lets_see();
  const Bytes frame(512 * 1024, 'p');
  auto paint = [&]() -> net::awaitable<void> {
    boost::system::error_code ignored;  // the session closes it at the end of the test
    co_await net::async_write(
        *desktop_->screen_rfb, net::buffer(frame), net::redirect_error(net::use_awaitable, ignored)
    );
  };
  net::co_spawn(io_, paint(), net::detached);
  settle();
  EXPECT_EQ(picture_.size(), tunnel::Credit::kSmallest);
  v1::ConsoleSays says;
  says.set_received(picture_.size());
  operator_says(std::move(says));
  EXPECT_GT(picture_.size(), tunnel::Credit::kSmallest);
}

}  // namespace
}  // namespace maintendue::test
