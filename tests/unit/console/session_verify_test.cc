// A session in which the operator makes sure, by phone, that it is the family's own PC.
#include <set>

#include "session_stage.h"

namespace maintendue::test {
namespace {

using namespace std::chrono_literals;
using console::VerifyAgainWish;
using console::VerifyWish;
using local::v1::ConsoleTells;

class Verifying : public ConsoleSession {
 protected:
  Verifying() { door_->record = Bytes(); }

  void begin() {
    pc_.come(7);
    wish(VerifyWish{{MachineId{kMachine}, v1::CALL_KIND_SETUP}});
  }
  void shows_keypad() {
    v1::MachineSays says;
    says.mutable_verify_keypad();
    pc_.say(std::move(says));
    settle();
  }
  // The family taps these; what the PC makes of it is in the test's hands.
  void taps(const std::string& digits) {
    v1::MachineSays says;
    says.mutable_verify_tapped()->set_commitment(
        seal::machine_commitment(pc_.exported(), digits, kNonce)
    );
    pc_.say(std::move(says));
    settle();
  }
  void outcome(v1::VerifyOutcome::Result result, std::chrono::milliseconds pause = 0ms) {
    v1::MachineSays says;
    says.mutable_verify_outcome()->set_result(result);
    if (result == v1::VerifyOutcome::RIGHT) says.mutable_verify_outcome()->set_nonce(kNonce);
    says.mutable_verify_outcome()->set_pause_ms(static_cast<std::uint32_t>(pause.count()));
    pc_.say(std::move(says));
    settle();
  }
  void misses() {
    shows_keypad();
    taps("not it");
    outcome(v1::VerifyOutcome::WRONG);
  }
  int offers() const {
    int count = 0;
    for (const auto& says : pc_.heard()) count += says.has_verify();
    return count;
  }
  void pc_leaves() {
    pc_.hangs_up();
    settle();
  }
  local::v1::MachineStanding::State state() const {
    return machines_.standing(MachineId{kMachine}).state();
  }

  const Bytes kNonce = Bytes(seal::kCodeNonce, 'n');
};

TEST_F(Verifying, SignsThatItIsThisPcOnceTheFamilyHasTappedWhatSheSaid) {
  begin();
  EXPECT_EQ(seen().phase(), Phase::Verifying);
  EXPECT_EQ(seen().verify.step, ConsoleTells::VERIFY_OPENING);
  EXPECT_EQ(seen().verify.digits, "");
  shows_keypad();
  EXPECT_EQ(seen().verify.step, ConsoleTells::VERIFY_SAY);
  const std::string digits = seen().verify.digits;
  ASSERT_TRUE(seal::is_code(digits));
  taps(digits);
  EXPECT_EQ(pc_.heard().back().verify_reveal().digits(), digits);
  outcome(v1::VerifyOutcome::RIGHT);
  EXPECT_TRUE(pc_.goodbye());
  pc_leaves();
  EXPECT_TRUE(over_);
  EXPECT_TRUE(seen().verify.done);
  EXPECT_EQ(state(), local::v1::MachineStanding::VERIFIED);
  ASSERT_EQ(door_->put.size(), 1u);
  const auto record = machine_record::content(door_->put[0]);
  ASSERT_TRUE(record);
  EXPECT_EQ(record->key_hash, key_hash(machine_));
  EXPECT_EQ(record->how, v1::VERIFIED_HOW_PHONE);
  EXPECT_EQ(record->by, OperatorId{nadia_.id});
}

TEST_F(Verifying, AsksTheFamilyForNothingElse) {
  begin();
  shows_keypad();
  wish(console::AskWish{lease::Scope::View});
  wish(console::GiveBackWish{});
  wish(console::RfbInput{"key"});
  EXPECT_TRUE(pc_.asked().empty());
  EXPECT_EQ(pc_.input(), "");
  pc_.show("RFB 003.008\n");
  settle();
  EXPECT_EQ(page_->screen, "");
  pc_leaves();
  EXPECT_EQ(end_reason(), v1::END_REASON_BROKEN);
}

TEST_F(Verifying, APcThatDoesNotHearThePhoneIsNotSignedFor) {
  begin();
  shows_keypad();
  taps("a guess");
  outcome(v1::VerifyOutcome::RIGHT);  // so it says
  EXPECT_EQ(seen().verify.step, ConsoleTells::VERIFY_WRONG);
  EXPECT_EQ(state(), local::v1::MachineStanding::UNVERIFIED);
  EXPECT_TRUE(door_->put.empty());
}

TEST_F(Verifying, AMissWantsFreshDigitsAndTheThirdAPauseThatOutlastsTheSession) {
  begin();
  std::set<std::string> said;
  for (int miss = 1; miss <= 3; ++miss) {
    shows_keypad();
    said.insert(seen().verify.digits);
    taps("not it");
    outcome(v1::VerifyOutcome::WRONG);
    EXPECT_EQ(seen().verify.step, ConsoleTells::VERIFY_WRONG);
    EXPECT_EQ(seen().verify.digits, "");
    wish(VerifyAgainWish{});
    EXPECT_EQ(offers(), std::min(miss + 1, 3));
  }
  EXPECT_EQ(said.size(), 3u);
  EXPECT_EQ(seen().verify.step, ConsoleTells::VERIFY_PAUSED);
  EXPECT_EQ(seen().verify.again, timeline_.wall() + 2min);
  EXPECT_GT(misses_[MachineId{kMachine}].pause(timeline_.steady()), 1min);
  advance(2min);
  wish(VerifyAgainWish{});
  EXPECT_EQ(offers(), 4);
}

TEST_F(Verifying, ThePcsOwnPauseIsWaitedForButNotForEver) {
  begin();
  outcome(v1::VerifyOutcome::PAUSED, 90s);
  EXPECT_EQ(seen().verify.step, ConsoleTells::VERIFY_PAUSED);
  EXPECT_EQ(seen().verify.again, timeline_.wall() + 90s);
  wish(VerifyAgainWish{});
  EXPECT_EQ(offers(), 1);
  advance(90s);
  wish(VerifyAgainWish{});
  EXPECT_EQ(offers(), 2);
  outcome(v1::VerifyOutcome::PAUSED, 1000h);
  EXPECT_EQ(seen().verify.again, timeline_.wall() + 5min);
}

TEST_F(Verifying, ANoAndSilenceAreToldAndNoMiss) {
  begin();
  shows_keypad();
  outcome(v1::VerifyOutcome::NO);
  EXPECT_EQ(seen().verify.step, ConsoleTells::VERIFY_NO);
  wish(VerifyAgainWish{});
  outcome(v1::VerifyOutcome::SILENT);
  EXPECT_EQ(seen().verify.step, ConsoleTells::VERIFY_SILENT);
  for (int i = 0; i < 3; ++i) wish(VerifyAgainWish{});
  EXPECT_EQ(offers(), 3) << "one try at a time";
}

TEST_F(Verifying, ACutLineEndsIt) {
  begin();
  pc_.gives("sixteen bytes...");
  shows_keypad();
  pc_leaves();
  EXPECT_TRUE(over_);
  EXPECT_EQ(door_->tries, 0);
  EXPECT_EQ(end_reason(), v1::END_REASON_MACHINE_LOST);
}

TEST_F(Verifying, WhatIsNotOfATryEndsIt) {
  begin();
  pc_.allows(v1::SCOPE_VIEW, 60min);
  settle();
  pc_leaves();
  EXPECT_EQ(end_reason(), v1::END_REASON_BROKEN);
}

TEST_F(Verifying, AnotherKeyThanBeforeMayBeVerifiedAnew) {
  const Holder before = organisation_.machine(kMachine);
  machines_.hear(MachineId{kMachine}, verified(organisation_, nadia_, before));
  ASSERT_FALSE(machines_.admit(MachineId{kMachine}, key_hash(machine_)));
  begin();
  shows_keypad();
  taps(seen().verify.digits);
  outcome(v1::VerifyOutcome::RIGHT);
  EXPECT_TRUE(machines_.admit(MachineId{kMachine}, key_hash(machine_)));
}

}  // namespace
}  // namespace maintendue::test
