// What holds the picture back in the middle of a session, and what comes of it on the mediator's
// side.
#include "session_stage.h"

namespace maintendue::test {
namespace {

using namespace std::chrono_literals;
using console::AskByNumberWish;
using console::NumberWish;
using console::PictureBegan;
using console::RfbInput;
using console::TakenIn;

class ConsoleHeld : public ConsoleSession {
 protected:
  void controlled() {
    meet();
    pc_.answers(v1::SCOPE_VIEW, v1::CONSENT_ANSWER_GRANTED);
    pc_.allows(v1::SCOPE_CONTROL, 50min);
    settle();
    ASSERT_EQ(seen().phase(), Phase::Controlling);
  }
  void holds(v1::Held why, v1::Scope scope = v1::SCOPE_UNSPECIFIED) {
    v1::MachineSays says;
    says.mutable_lease()->set_held(why);
    says.mutable_lease()->set_scope(scope);
    says.mutable_lease()->set_remaining_ms(1000);
    pc_.say(std::move(says));
    settle();
  }
  void another_picture(std::uint32_t number) {
    v1::MachineSays says;
    says.set_new_picture(number);
    pc_.say(std::move(says));
    settle();
  }
  const v1::ConsoleSays& last_heard() const { return pc_.heard().back(); }
};

TEST_F(ConsoleHeld, ThePageIsToldWhyNothingIsSeen) {
  controlled();
  for (const auto why :
       {v1::HELD_NOBODY, v1::HELD_OTHER_PERSON, v1::HELD_NO_ANSWER, v1::HELD_LOOKS_AWAY,
        v1::HELD_CALLS_BACK, v1::HELD_HIDDEN}) {
    holds(why);
    EXPECT_EQ(seen().phase(), Phase::Held);
    EXPECT_EQ(seen().held, why);
    EXPECT_EQ(seen().scope, lease::Scope::Nothing);
  }
  pc_.asks(v1::SCOPE_VIEW);
  settle();
  EXPECT_EQ(seen().phase(), Phase::Asking);
}

TEST_F(ConsoleHeld, SheHoldsItBackHerself) {
  controlled();
  wish(console::PauseWish{v1::PAUSE_LOOK_AWAY});
  EXPECT_EQ(last_heard().pause(), v1::PAUSE_LOOK_AWAY);
  holds(v1::HELD_LOOKS_AWAY);
  wish(console::PauseWish{v1::PAUSE_OVER});
  EXPECT_EQ(last_heard().pause(), v1::PAUSE_OVER);
}

TEST_F(ConsoleHeld, WhatSheLaysThereMeanwhileGoesToThePcAndItsNewsToThePage) {
  controlled();
  holds(v1::HELD_LOOKS_AWAY);
  console::SlipWish laid;
  laid.slip.set_number(3);
  laid.slip.set_phrase(v1::PHRASE_WRITE_PASSWORD);
  wish(laid);
  EXPECT_EQ(last_heard().slip().phrase(), v1::PHRASE_WRITE_PASSWORD);
  EXPECT_FALSE(seen().slip);
  v1::MachineSays says;
  says.mutable_slip()->set_number(3);
  says.mutable_slip()->set_state(v1::SlipNews::GONE);
  says.mutable_slip()->set_answer(v1::SLIP_ANSWER_CALL_ME);
  pc_.say(says);
  settle();
  ASSERT_TRUE(seen().slip);
  EXPECT_EQ(seen().slip->number(), 3u);
  EXPECT_EQ(seen().slip->answer(), v1::SLIP_ANSWER_CALL_ME);
  says.mutable_slip()->set_answer(static_cast<v1::SlipAnswer>(77));
  pc_.say(says);
  settle();
  EXPECT_TRUE(over_) << "a word that nobody knows";
}

TEST_F(ConsoleHeld, AWordForItThatNobodyKnowsEndsIt) {
  controlled();
  holds(static_cast<v1::Held>(77));
  EXPECT_TRUE(over_);
}

TEST_F(ConsoleHeld, NobodyIsSentAwayForBeingHeldBack) {
  controlled();
  holds(v1::HELD_NO_ANSWER);
  for (int second = 0; second < 11 * 60; ++second) {
    timeline_.advance(1s);
    pc_.is_still_here();
    settle();
  }
  EXPECT_FALSE(over_);
}

TEST_F(ConsoleHeld, InputOfTheOldPictureDoesNotReachThePcBehindItsWord) {
  controlled();
  wish(RfbInput{"old"});
  ASSERT_EQ(pc_.input(), "old");
  another_picture(1);
  ASSERT_TRUE(last_heard().has_picture_begun());
  EXPECT_EQ(last_heard().picture_begun(), 1u);
  EXPECT_EQ(seen().picture, 1u);
  wish(RfbInput{"too late"});
  wish(TakenIn{4711});
  EXPECT_EQ(pc_.input(), "old");
  EXPECT_TRUE(last_heard().has_picture_begun()) << "what was taken in of the old one is not told";
  wish(PictureBegan{1});
  wish(RfbInput{"new"});
  EXPECT_EQ(pc_.input(), "oldnew");
}

TEST_F(ConsoleHeld, ANumberGoesToThePcAsItWasTyped) {
  meet();
  pc_.asks(v1::SCOPE_VIEW);
  settle();
  wish(AskByNumberWish{lease::Scope::View});
  EXPECT_EQ(last_heard().ask_by_number(), v1::SCOPE_VIEW);
  v1::MachineSays tries;
  tries.mutable_number_tries()->set_left(3);
  pc_.say(std::move(tries));
  settle();
  EXPECT_EQ(seen().number_tries, 3u);
  wish(NumberWish{"123456"});
  EXPECT_EQ(last_heard().number_heard(), "123456");
  pc_.answers(v1::SCOPE_VIEW, v1::CONSENT_ANSWER_GRANTED);
  settle();
  EXPECT_EQ(seen().number_tries, 0u);
}

}  // namespace
}  // namespace maintendue::test
