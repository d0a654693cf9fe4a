// A restart of the PC and the way back behind it, on the mediator's side.
#include "session_stage.h"

namespace maintendue::test {
namespace {

using namespace std::chrono_literals;
using console::RestartWish;

class ConsoleRestart : public ConsoleSession {
 protected:
  void sees() {
    meet();
    pc_.answers(v1::SCOPE_VIEW, v1::CONSENT_ANSWER_GRANTED);
    pc_.allows(v1::SCOPE_VIEW, 50min);
    settle();
    ASSERT_EQ(seen().phase(), Phase::Viewing);
  }
  void pc_asks() {
    v1::MachineSays says;
    says.mutable_restart_asking();
    pc_.say(std::move(says));
    settle();
  }
  void pc_tells(v1::ConsentAnswer answer, std::chrono::milliseconds again, bool never = false) {
    v1::MachineSays says;
    says.mutable_restart_answer()->set_answer(answer);
    says.mutable_restart_answer()->set_ask_again_ms(again.count());
    says.mutable_restart_answer()->set_never_again(never);
    pc_.say(std::move(says));
    settle();
  }
  int heard(v1::ConsoleSays::SayCase what) const {
    int count = 0;
    for (const auto& says : pc_.heard()) count += says.say_case() == what;
    return count;
  }
};

TEST_F(ConsoleRestart, IsAskedForAndWhatIsAllowedStaysAllowedMeanwhile) {
  sees();
  wish(RestartWish{});
  EXPECT_EQ(heard(v1::ConsoleSays::kAskRestart), 1);
  pc_asks();
  EXPECT_TRUE(seen().restart.asking);
  EXPECT_EQ(seen().phase(), Phase::Viewing);
}

TEST_F(ConsoleRestart, ANoIsToldWithThePauseBehindIt) {
  sees();
  pc_asks();
  pc_tells(v1::CONSENT_ANSWER_REFUSED, 5s);
  EXPECT_FALSE(seen().restart.asking);
  EXPECT_EQ(seen().restart.answer, v1::CONSENT_ANSWER_REFUSED);
  EXPECT_EQ(seen().restart.again, timeline_.wall() + 5s);
  pc_tells(v1::CONSENT_ANSWER_REFUSED, 12h, true);
  EXPECT_EQ(seen().restart.again, WallTime::max());
  EXPECT_FALSE(over_);
}

TEST_F(ConsoleRestart, AYesEndsTheSessionAndTellsUntilWhenThereIsAWayBack) {
  sees();
  pc_asks();
  pc_.says_goodbye(v1::END_REASON_RESTARTING);
  advance(3s);
  EXPECT_EQ(seen().ending.reason, v1::END_REASON_RESTARTING);
  EXPECT_FALSE(seen().restart.asking);
  EXPECT_LE(seen().restart.back_until, timeline_.wall() + 15min);
  EXPECT_GT(seen().restart.back_until, timeline_.wall() + 14min);
}

TEST_F(ConsoleRestart, ThePageComesBackWithoutAskingAndSeesOnlyWhatThePcAllows) {
  pc_.come(7);
  wish(console::OpenWish{MachineId{kMachine}, v1::CALL_KIND_FOLLOW_UP_1, true});
  EXPECT_EQ(heard(v1::ConsoleSays::kComeBack), 1);
  EXPECT_EQ(heard(v1::ConsoleSays::kAsk), 0);
  v1::MachineSays says;
  says.mutable_lease()->set_held(v1::HELD_RETURN);
  pc_.say(std::move(says));
  settle();
  EXPECT_EQ(seen().phase(), Phase::Held);
  EXPECT_EQ(seen().scope, lease::Scope::Nothing);
  pc_.allows(v1::SCOPE_VIEW, 30min);
  settle();
  EXPECT_EQ(seen().phase(), Phase::Viewing);
}

}  // namespace
}  // namespace maintendue::test
