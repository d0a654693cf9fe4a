// An operator makes sure, by phone, that this is the family's own PC.
#include "session_stage.h"

namespace maintendue::test {
namespace {

using namespace std::chrono_literals;
using agent::Verified;

class VerifiedPc : public SessionStage {
 protected:
  Bytes exported() const { return *theirs_->exported(seal::kCodeLabel); }
  void offers(const std::string& digits) {
    v1::ConsoleSays says;
    says.mutable_verify()->set_commitment(seal::console_commitment(exported(), digits, kNonce));
    operator_says(std::move(says));
  }
  void reveals(const std::string& digits) {
    v1::ConsoleSays says;
    says.mutable_verify_reveal()->set_digits(digits);
    says.mutable_verify_reveal()->set_nonce(kNonce);
    operator_says(std::move(says));
  }
  // Comes up on the family's screen.
  pc::Keypad keypad(std::size_t window) {
    auto says = next<pc::ServiceToDialog>(*desktop_->windows.at(window));
    EXPECT_TRUE(says && says->has_keypad());
    shown(window);
    return says ? says->keypad() : pc::Keypad{};
  }
  void taps(std::size_t window, const Bytes& secret, const std::string& digits) {
    pc::DialogToService says;
    says.mutable_tapped()->set_secret(secret);
    says.mutable_tapped()->set_digits(digits);
    ASSERT_TRUE(agent::post_message(*desktop_->windows.at(window), says));
    settle();
  }
  // She offers these, those are tapped, she reveals hers.
  void whole_try(std::size_t window, const std::string& said, const std::string& tapped) {
    offers(said);
    taps(window, keypad(window).secret(), tapped);
    reveals(said);
  }
  v1::VerifyOutcome outcome() const {
    return last_said().has_verify_outcome() ? last_said().verify_outcome() : v1::VerifyOutcome{};
  }
  std::optional<bool> verdict(std::size_t window) {
    auto says = next<pc::ServiceToDialog>(*desktop_->windows.at(window));
    if (!says || !says->has_keypad_verdict()) return std::nullopt;
    return says->keypad_verdict().right();
  }
  bool was_right() const { return std::get<Verified>(news_.back()).right; }

  const Bytes kNonce = Bytes(seal::kCodeNonce, 'n');
};

TEST_F(VerifiedPc, TellsHerThatTheDigitsWereTappedAndShowsIt) {
  begin();
  offers("123456");
  const pc::Keypad shown = keypad(0);
  EXPECT_EQ(shown.operator_name(), "Nadia");
  EXPECT_TRUE(last_said().has_verify_keypad());
  taps(0, shown.secret(), "123456");
  ASSERT_TRUE(last_said().has_verify_tapped());
  const Bytes commitment = last_said().verify_tapped().commitment();
  reveals("123456");
  EXPECT_EQ(outcome().result(), v1::VerifyOutcome::RIGHT);
  EXPECT_EQ(commitment, seal::machine_commitment(exported(), "123456", outcome().nonce()));
  EXPECT_EQ(verdict(0), true);
  EXPECT_EQ(told<Verified>(), 1);
  EXPECT_TRUE(was_right());
  EXPECT_FALSE(ended_);
}

// Somebody with a stolen key who stands between the two would else find out what was tapped, and
// say it on as his own.
TEST_F(VerifiedPc, OtherDigitsAreAMissAndNothingOfWhatWasTappedLeaves) {
  begin();
  whole_try(0, "123456", "123457");
  EXPECT_EQ(outcome().result(), v1::VerifyOutcome::WRONG);
  EXPECT_EQ(outcome().nonce(), "");
  EXPECT_EQ(verdict(0), false);
  EXPECT_FALSE(was_right());
}

TEST_F(VerifiedPc, DigitsSheDidNotCommitToEndTheSessionAndCountAsAMiss) {
  begin();
  offers("123456");
  taps(0, keypad(0).secret(), "999999");
  reveals("999999");
  ASSERT_TRUE(ended_);
  EXPECT_EQ(*ended_, v1::END_REASON_BROKEN);
  EXPECT_EQ(verdict(0), false);
  EXPECT_EQ(told<Verified>(), 1);
  for (const auto& says : said_) EXPECT_EQ(says.verify_outcome().nonce(), "");
}

TEST_F(VerifiedPc, ACommitmentOfAnotherLineIsNone) {
  begin();
  v1::ConsoleSays says;
  says.mutable_verify()->set_commitment(seal::console_commitment(Bytes(32, 'e'), "123456", kNonce));
  operator_says(std::move(says));
  taps(0, keypad(0).secret(), "123456");
  reveals("123456");
  EXPECT_EQ(*ended_, v1::END_REASON_BROKEN);
}

TEST_F(VerifiedPc, RevealingBeforeAnythingWasTappedEndsTheSession) {
  begin();
  offers("123456");
  (void)keypad(0);
  reveals("123456");
  EXPECT_EQ(*ended_, v1::END_REASON_BROKEN);
  EXPECT_FALSE(last_said().has_verify_tapped());
}

TEST_F(VerifiedPc, AWindowWithoutTheSecretOfItsOpeningIsNotHeard) {
  begin();
  offers("123456");
  (void)keypad(0);
  taps(0, Bytes(16, 'x'), "123456");
  EXPECT_FALSE(last_said().has_verify_tapped());
}

TEST_F(VerifiedPc, ThreeMissesPauseTwoMinutesAcrossSessions) {
  misses_ = std::make_shared<seal::CodeMisses>();
  begin();
  for (std::size_t miss = 0; miss < 3; ++miss) whole_try(miss, "123456", "000000");
  EXPECT_EQ(outcome().pause_ms(), 120'000u);
  offers("123456");
  EXPECT_EQ(outcome().result(), v1::VerifyOutcome::PAUSED);
  EXPECT_EQ(desktop_->windows.size(), 3u);
  EXPECT_EQ(misses_->pause(timeline_.steady()), 2min) << "the next session has the same";
  advance(2min);
  whole_try(3, "123456", "123456");
  EXPECT_EQ(outcome().result(), v1::VerifyOutcome::RIGHT);
}

TEST_F(VerifiedPc, AClosedWindowAndSilenceAreTold) {
  begin();
  offers("123456");
  family_replies(0, keypad(0).secret(), false);
  EXPECT_EQ(outcome().result(), v1::VerifyOutcome::NO);
  offers("234567");
  (void)keypad(1);
  advance(3min);
  EXPECT_EQ(outcome().result(), v1::VerifyOutcome::SILENT);
  EXPECT_FALSE(ended_);
}

TEST_F(VerifiedPc, AFamilyThatClosesItThreeTimesIsLeftInPeace) {
  begin();
  for (std::size_t window = 0; window < 3; ++window) {
    offers("123456");
    family_replies(window, keypad(window).secret(), false);
  }
  EXPECT_EQ(outcome().pause_ms(), 120'000u);
  offers("123456");
  EXPECT_EQ(outcome().result(), v1::VerifyOutcome::PAUSED);
  EXPECT_EQ(desktop_->windows.size(), 3u);
}

TEST_F(VerifiedPc, NobodyIsAskedMeanwhileAndNothingIsAllowedByIt) {
  begin();
  offers("123456");
  (void)keypad(0);
  operator_asks(v1::SCOPE_VIEW);
  EXPECT_EQ(desktop_->windows.size(), 1u);
  EXPECT_EQ(told<agent::Allowed>(), 0);
  EXPECT_FALSE(session_->watched());
}

TEST_F(VerifiedPc, IsNotForASessionInWhichSomethingIsAskedOrAllowed) {
  begin();
  family_lets_see();
  offers("123456");
  ASSERT_TRUE(ended_);
  EXPECT_EQ(*ended_, v1::END_REASON_BROKEN);
  EXPECT_EQ(desktop_->windows.size(), 2u);
}

TEST_F(VerifiedPc, IsNotForASessionThatOutlastsACut) {
  begin();
  v1::ConsoleSays says;
  says.mutable_secret_kept();
  operator_says(std::move(says));
  offers("123456");
  ASSERT_TRUE(ended_);
  EXPECT_TRUE(desktop_->windows.empty());
}

TEST_F(VerifiedPc, StopEndsIt) {
  begin();
  offers("123456");
  (void)keypad(0);
  desktop_->press_stop();
  settle();
  EXPECT_EQ(*ended_, v1::END_REASON_FAMILY);
}

}  // namespace
}  // namespace maintendue::test
