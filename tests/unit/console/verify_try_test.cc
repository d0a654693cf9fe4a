// One try by phone as her console sees it, against PCs that do not hear the phone.
#include "console/session/verify_try.h"

#include <gtest/gtest.h>

#include "base/random.h"

namespace maintendue::console {
namespace {

using Step = VerifyTry::Step;

const Bytes kLine(32, 'e');
const Bytes kNonce(seal::kCodeNonce, 'n');

v1::MachineSays keypad() {
  v1::MachineSays says;
  says.mutable_verify_keypad();
  return says;
}
v1::MachineSays tapped(Bytes commitment) {
  v1::MachineSays says;
  says.mutable_verify_tapped()->set_commitment(std::move(commitment));
  return says;
}
v1::MachineSays outcome(v1::VerifyOutcome::Result result, Bytes nonce = {}) {
  v1::MachineSays says;
  says.mutable_verify_outcome()->set_result(result);
  says.mutable_verify_outcome()->set_nonce(std::move(nonce));
  return says;
}

TEST(VerifyTry, IsRightWhenTheFamilyTappedWhatSheSaid) {
  VerifyTry hers(kLine);
  ASSERT_TRUE(hers.hear(keypad()));
  EXPECT_EQ(hers.step(), Step::Saying);
  const auto reveal = hers.hear(tapped(seal::machine_commitment(kLine, hers.digits(), kNonce)));
  ASSERT_TRUE(reveal && *reveal);
  const v1::VerifyReveal& revealed = (*reveal)->verify_reveal();
  EXPECT_EQ(revealed.digits(), hers.digits());
  EXPECT_EQ(
      hers.offer().verify().commitment(),
      seal::console_commitment(kLine, hers.digits(), revealed.nonce())
  );
  ASSERT_TRUE(hers.hear(outcome(v1::VerifyOutcome::RIGHT, kNonce)));
  EXPECT_EQ(hers.step(), Step::Right);
}

TEST(VerifyTry, RevealsNothingBeforeThePcHasCommittedItself) {
  VerifyTry hers(kLine);
  EXPECT_FALSE(hers.hear(tapped("early")));
  VerifyTry again(kLine);
  EXPECT_FALSE(*again.hear(keypad()));
  EXPECT_FALSE(again.hear(tapped("")));
}

TEST(VerifyTry, APcThatSaysRightWithoutHavingKnownTheDigitsIsWrong) {
  const auto end = [](Bytes commitment, Bytes nonce) {
    VerifyTry hers(kLine);
    (void)hers.hear(keypad());
    (void)hers.hear(tapped(std::move(commitment)));
    EXPECT_TRUE(hers.hear(outcome(v1::VerifyOutcome::RIGHT, std::move(nonce))));
    return hers.step();
  };
  EXPECT_EQ(end("whatever", kNonce), Step::Wrong);
  EXPECT_EQ(end(seal::machine_commitment(kLine, "000000x", kNonce), kNonce), Step::Wrong);
  EXPECT_EQ(end(seal::machine_commitment(kLine, "", kNonce), Bytes()), Step::Wrong);
}

// Somebody stands between the two with a line of his own to each: what the family's PC has
// committed itself to on its line is worth nothing on hers.
TEST(VerifyTry, WhatWasTappedOnAnotherLineIsWrong) {
  VerifyTry hers(kLine);
  (void)hers.hear(keypad());
  const Bytes other_line(32, 'f');
  (void)hers.hear(tapped(seal::machine_commitment(other_line, hers.digits(), kNonce)));
  (void)hers.hear(outcome(v1::VerifyOutcome::RIGHT, kNonce));
  EXPECT_EQ(hers.step(), Step::Wrong);
}

TEST(VerifyTry, HerOwnCommitmentSaidBackIsWrong) {
  VerifyTry hers(kLine);
  (void)hers.hear(keypad());
  const auto reveal = hers.hear(tapped(hers.offer().verify().commitment()));
  ASSERT_TRUE(reveal && *reveal);
  (void)hers.hear(outcome(v1::VerifyOutcome::RIGHT, (*reveal)->verify_reveal().nonce()));
  EXPECT_EQ(hers.step(), Step::Wrong);
}

TEST(VerifyTry, AnOutcomeOutOfTurnIsNone) {
  for (const auto result : {v1::VerifyOutcome::RIGHT, v1::VerifyOutcome::WRONG}) {
    VerifyTry hers(kLine);
    (void)hers.hear(keypad());
    EXPECT_FALSE(hers.hear(outcome(result, kNonce)));
    EXPECT_EQ(hers.step(), Step::Saying);
  }
  VerifyTry hers(kLine);
  EXPECT_FALSE(hers.hear(outcome(static_cast<v1::VerifyOutcome::Result>(17))));
  EXPECT_FALSE(hers.hear(outcome(v1::VerifyOutcome::RESULT_UNSPECIFIED)));
  (void)hers.hear(keypad());
  EXPECT_FALSE(hers.hear(keypad()));
  EXPECT_TRUE(hers.hear(tapped("once")));
  EXPECT_FALSE(hers.hear(tapped("twice")));
}

TEST(VerifyTry, EachHasDigitsOfItsOwn) {
  EXPECT_NE(
      VerifyTry(kLine).offer().SerializeAsString(), VerifyTry(kLine).offer().SerializeAsString()
  );
}

}  // namespace
}  // namespace maintendue::console
