// A PC that nobody has verified, or another in its place: the operator's console asks nothing of
// it.
#include "session_stage.h"

namespace maintendue::test {
namespace {

using namespace std::chrono_literals;

class Recognition : public ConsoleSession {
 protected:
  void expect_nothing_but_a_goodbye(const char* error) {
    EXPECT_EQ(seen().ending.error, error);
    EXPECT_EQ(pc_.goodbye(), v1::END_REASON_NEVER_ALLOWED);
    EXPECT_TRUE(pc_.asked().empty());
    ASSERT_EQ(pc_.heard().size(), 2u);  // the greeting, and that
    EXPECT_EQ(page_->screen, "");
    pc_.hangs_up();
    settle();
    EXPECT_TRUE(over_);
  }
};

TEST_F(Recognition, APcThatNobodyVerifiedIsAskedNothing) {
  door_->record = Bytes();
  meet();
  expect_nothing_but_a_goodbye("not_verified");
}

TEST_F(Recognition, ARelayThatShowsNoRecordTakesNothingBackThatWasSeen) {
  machines_.hear(MachineId{kMachine}, *door_->record);
  door_->record = Bytes();
  meet();
  EXPECT_EQ(door_->shown_of, MachineId{kMachine});
  EXPECT_FALSE(pc_.asked().empty());
}

TEST_F(Recognition, ARelayThatDoesNotAnswerTakesNothingBackEither) {
  machines_.hear(MachineId{kMachine}, *door_->record);
  door_->record = fail(Errc::TimedOut);
  meet();
  EXPECT_FALSE(pc_.asked().empty());
}

TEST_F(Recognition, AnotherKeyOfTheSameNumberIsAskedNothing) {
  const Holder before = organisation_.machine(kMachine);
  door_->record = verified(organisation_, nadia_, before);
  meet();
  expect_nothing_but_a_goodbye("key_changed");
  EXPECT_EQ(
      machines_.standing(MachineId{kMachine}).state(), local::v1::MachineStanding::KEY_CHANGED
  );
}

TEST_F(Recognition, WhatItShowsOrSaysMeanwhileReachesNobody) {
  door_->record = Bytes();
  pc_.come(7);
  pc_.show("RFB 003.008\n");
  open();
  pc_.show("RFB 003.008\n");
  pc_.allows(v1::SCOPE_CONTROL, 60min);
  settle();
  wish(console::AskWish{lease::Scope::Control});
  wish(console::RfbInput{"key"});
  EXPECT_EQ(pc_.input(), "");
  EXPECT_EQ(page_->screen, "");
  EXPECT_TRUE(pc_.asked().empty());
}

}  // namespace
}  // namespace maintendue::test
