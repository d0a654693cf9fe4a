// The family is asked whether its PC may restart and the operator come back.
#include "session_stage.h"

namespace maintendue::test {
namespace {

using namespace std::chrono_literals;

class RestartOfASession : public SessionStage {
 protected:
  RestartOfASession() {
    agreed_to_restart_ = [this](std::chrono::milliseconds left) -> Result<void> {
      if (disk_full_) return fail(Errc::Internal, "no room");
      agreed_ = left;
      return {};
    };
  }
  void operator_wants_restart() {
    v1::ConsoleSays says;
    says.mutable_ask_restart();
    operator_says(std::move(says));
  }
  v1::RestartAnswer answer() const {
    for (auto says = said_.rbegin(); says != said_.rend(); ++says) {
      if (says->has_restart_answer()) return says->restart_answer();
    }
    return {};
  }
  bool told_asking() const {
    return std::ranges::any_of(said_, [](const auto& says) { return says.has_restart_asking(); });
  }
  int noted(v1::LogRestart::What what) const {
    int count = 0;
    for (const auto& news : news_) {
      const auto* restart = std::get_if<agent::Restarting>(&news);
      count += restart && restart->what == what;
    }
    return count;
  }
  bool disk_full_ = false;
  std::optional<std::chrono::milliseconds> agreed_;
};

TEST_F(RestartOfASession, IsAskedOnceSheSeesAndWritesDownWhatIsLeft) {
  begin();
  family_lets_see();
  advance(10s);
  operator_wants_restart();
  EXPECT_FALSE(told_asking()) << "it is not on the screen yet";
  const pc::Question asked = question(2);
  EXPECT_TRUE(asked.restart());
  EXPECT_TRUE(told_asking());
  EXPECT_FALSE(ended_);
  family_replies(2, asked.secret(), true);
  EXPECT_EQ(ended_, v1::END_REASON_RESTARTING);
  ASSERT_TRUE(agreed_);
  EXPECT_LE(*agreed_, lease::kLongest - 10s);
  EXPECT_GT(*agreed_, lease::kLongest - 11s);
  EXPECT_EQ(noted(v1::LogRestart::ASKED), 1);
  EXPECT_EQ(noted(v1::LogRestart::ANSWERED), 1);
}

TEST_F(RestartOfASession, IsNotAskedBeforeSheSees) {
  begin();
  operator_wants_restart();
  EXPECT_TRUE(desktop_->windows.empty());
  operator_asks(v1::SCOPE_VIEW);
  (void)question(0);
  operator_wants_restart();
  EXPECT_EQ(desktop_->windows.size(), 1u) << "the question, nothing else";
  EXPECT_FALSE(ended_);
}

TEST_F(RestartOfASession, KeepsHerInputOutWhileItIsAsked) {
  begin();
  family_lets_control();
  EXPECT_FALSE(orders().input_suspended());
  operator_wants_restart();
  EXPECT_TRUE(orders().input_suspended());
  family_replies(3, question(3).secret(), false);
  EXPECT_FALSE(orders().input_suspended());
  EXPECT_EQ(orders().scope(), v1::SCOPE_CONTROL) << "a no changes nothing else";
}

TEST_F(RestartOfASession, ANoRestartsNothingAndIsFollowedByAPause) {
  begin();
  family_lets_see();
  operator_wants_restart();
  family_replies(2, question(2).secret(), false);
  EXPECT_FALSE(ended_);
  EXPECT_FALSE(agreed_);
  EXPECT_EQ(answer().answer(), v1::CONSENT_ANSWER_REFUSED);
  EXPECT_EQ(std::chrono::milliseconds{answer().ask_again_ms()}, agent::Insistence::kFirstPause);
  operator_wants_restart();
  EXPECT_EQ(desktop_->windows.size(), 3u);
}

TEST_F(RestartOfASession, IsNotAskedAFourthTime) {
  begin();
  family_lets_see();
  for (std::size_t window = 2; window < 5; ++window) {
    operator_wants_restart();
    family_replies(window, question(window).secret(), false);
    for (int second = 0; second < 31; ++second) {
      banner_alive();
      advance(1s);
    }
  }
  EXPECT_TRUE(answer().never_again());
  operator_wants_restart();
  EXPECT_EQ(desktop_->windows.size(), 5u);
  EXPECT_FALSE(ended_);
}

TEST_F(RestartOfASession, SilenceRestartsNothing) {
  begin();
  family_lets_see();
  operator_wants_restart();
  (void)question(2);
  for (int second = 0; second < 181; ++second) {
    banner_alive();
    advance(1s);
  }
  EXPECT_EQ(answer().answer(), v1::CONSENT_ANSWER_UNANSWERED);
  EXPECT_FALSE(agreed_);
  EXPECT_FALSE(ended_);
}

TEST_F(RestartOfASession, AnAnswerWithoutTheWindowsSecretIsNone) {
  begin();
  family_lets_see();
  operator_wants_restart();
  (void)question(2);
  family_replies(2, "another secret..", true);
  EXPECT_FALSE(agreed_);
  EXPECT_FALSE(ended_);
}

TEST_F(RestartOfASession, WhatTheDiskDoesNotTakeRestartsNothing) {
  disk_full_ = true;
  begin();
  family_lets_see();
  operator_wants_restart();
  family_replies(2, question(2).secret(), true);
  EXPECT_EQ(ended_, v1::END_REASON_BROKEN);
}

TEST_F(RestartOfASession, AYesOfWhoHasLeftRestartsNothing) {
  desktop_now_ = [] { return nullptr; };
  begin();
  family_lets_see();
  operator_wants_restart();
  const pc::Question asked = question(2);
  desktop_->displace();
  family_replies(2, asked.secret(), true);
  EXPECT_FALSE(agreed_);
  EXPECT_FALSE(ended_);
}

TEST_F(RestartOfASession, OnlyOneQuestionStandsAtATime) {
  begin();
  family_lets_see();
  operator_wants_restart();
  (void)question(2);
  operator_wants_restart();
  operator_asks(v1::SCOPE_CONTROL);
  EXPECT_EQ(desktop_->windows.size(), 3u);
}

}  // namespace
}  // namespace maintendue::test
