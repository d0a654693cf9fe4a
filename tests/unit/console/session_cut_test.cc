// A session whose line is cut, as the mediator's side lives it.
#include "session_stage.h"

namespace maintendue::test {
namespace {

using namespace std::chrono_literals;
using console::EndWish;
using console::PictureBegan;
using console::RfbInput;
using console::TakenIn;

const Bytes kSecret = "the first secret";
const Bytes kNext = "the other secret";

class ConsoleCut : public ConsoleSession {
 protected:
  // The PC's answer to whoever takes the session up: the mouse is allowed, 40 minutes are left.
  static v1::TakenUp still_allowed() {
    v1::TakenUp holds;
    holds.set_session_id(7);
    holds.set_resume_secret(kNext);
    holds.mutable_lease()->set_scope(v1::SCOPE_CONTROL);
    holds.mutable_lease()->set_remaining_ms(40 * 60 * 1000);
    return holds;
  }
  // In control, with a secret, and the line gone.
  void cut() {
    meet();
    pc_.gives(kSecret);
    pc_.answers(v1::SCOPE_VIEW, v1::CONSENT_ANSWER_GRANTED);
    pc_.allows(v1::SCOPE_CONTROL, 50min);
    settle();
    ASSERT_EQ(seen().phase(), Phase::Controlling);
    pc_.hangs_up();
    settle();
  }
  // The PC, or whoever says so, at the other end of a new tunnel.
  FakePc& line_returns_to(const Holder& who, v1::TakenUp holds) {
    pair_ = MemoryPair(io_.get_executor(), 64);
    others_.push_back(std::make_unique<FakePc>(io_, timeline_, pair_.theirs(), who));
    FakePc& pc = *others_.back();
    pc.is_taken_up(std::move(holds));
    pc.come(7);
    door_->line_returns(console::Reopened{{}, "another ticket !", pair_.ours()});
    settle();
    return pc;
  }
  // As advance(), by the PC that is there now.
  void pass(std::chrono::milliseconds time) {
    for (; time.count() > 0; time -= 1s) {
      timeline_.advance(1s);
      settle();
      if (!others_.empty()) others_.back()->is_still_here();
      settle();
    }
  }
  bool said(const FakePc& pc, v1::ConsoleSays::SayCase what) const {
    return std::ranges::any_of(pc.heard(), [what](const auto& s) { return s.say_case() == what; });
  }
  ~ConsoleCut() override {
    for (const auto& pc : others_) pc->hangs_up();
    settle();  // each has ended before it goes
  }

  std::vector<std::unique_ptr<FakePc>> others_;
};

TEST_F(ConsoleCut, NothingThatSheLaidThereIsLeft) {
  v1::MachineSays says;
  says.mutable_slip()->set_number(3);
  says.mutable_slip()->set_state(v1::SlipNews::SHOWN);
  says.mutable_slip()->set_answer(v1::SLIP_ANSWER_AGAIN);
  console::SessionState state = *console::after_hearing({}, says, WallTime{});
  state.lose_line();
  EXPECT_EQ(state.slip->state(), v1::SlipNews::GONE);
  EXPECT_EQ(state.slip->answer(), v1::SLIP_ANSWER_AGAIN);
  says.mutable_slip()->set_state(v1::SlipNews::NOT_SHOWN);
  state = *console::after_hearing({}, says, WallTime{});
  state.lose_line();
  EXPECT_EQ(state.slip->state(), v1::SlipNews::NOT_SHOWN);
}

TEST_F(ConsoleCut, TheSecretIsKeptAsSoonAsItComes) {
  meet();
  pc_.gives(kSecret);
  settle();
  EXPECT_TRUE(said(pc_, v1::ConsoleSays::kSecretKept));
}

TEST_F(ConsoleCut, ThePageIsToldAndNothingIsAllowedMeanwhile) {
  cut();
  EXPECT_FALSE(over_);
  EXPECT_EQ(seen().phase(), Phase::Cut);
  EXPECT_EQ(seen().scope, lease::Scope::Nothing);
  EXPECT_EQ(seen().lease_until, WallTime{});
  EXPECT_EQ(seen().cut_until, timeline_.wall() + 60s);
}

TEST_F(ConsoleCut, ItGoesOnByItself) {
  cut();
  pass(58s);
  ASSERT_FALSE(over_);
  FakePc& pc = line_returns_to(machine_, still_allowed());
  EXPECT_EQ(pc.join().ticket(), "another ticket !");
  ASSERT_TRUE(said(pc, v1::ConsoleSays::kTakeUp));
  EXPECT_EQ(pc.heard()[0].take_up().session_id(), 7u);
  EXPECT_EQ(pc.heard()[0].take_up().resume_secret(), kSecret);
  EXPECT_TRUE(said(pc, v1::ConsoleSays::kSecretKept));
  EXPECT_TRUE(pc.asked().empty()) << "nobody is asked anew";
  EXPECT_EQ(seen().phase(), Phase::Controlling);
  EXPECT_EQ(seen().picture, 1u);
  EXPECT_EQ(seen().lease_until, timeline_.wall() + 40min);
  pass(2min);
  EXPECT_FALSE(over_);
}

TEST_F(ConsoleCut, ItIsOverAfterAMinute) {
  cut();
  pass(59s);
  EXPECT_FALSE(over_);
  pass(1s);
  expect_ended(v1::END_REASON_NOT_RESUMED);
}

TEST_F(ConsoleCut, TheSecondTimeWithTheSecondSecret) {
  cut();
  FakePc& pc = line_returns_to(machine_, still_allowed());
  pass(10s);
  door_->away = true;
  pc.hangs_up();
  settle();
  EXPECT_EQ(seen().phase(), Phase::Cut);
  pass(30s);
  FakePc& again = line_returns_to(machine_, still_allowed());
  ASSERT_TRUE(said(again, v1::ConsoleSays::kTakeUp));
  EXPECT_EQ(again.heard()[0].take_up().resume_secret(), kNext);
  EXPECT_EQ(seen().picture, 2u);
}

TEST_F(ConsoleCut, InputOfBeforeTheCutReachesNobody) {
  cut();
  wish(RfbInput{"typed into the void"});
  FakePc& pc = line_returns_to(machine_, still_allowed());
  wish(RfbInput{"of the old picture"});
  wish(TakenIn{4711});
  wish(console::ShowWish{});
  EXPECT_EQ(pc.input(), "");
  EXPECT_FALSE(said(pc, v1::ConsoleSays::kReceived));
  EXPECT_FALSE(said(pc, v1::ConsoleSays::kMark));
  wish(PictureBegan{1});
  wish(RfbInput{"of the new one"});
  wish(TakenIn{12});
  EXPECT_EQ(pc.input(), "of the new one");
  EXPECT_TRUE(said(pc, v1::ConsoleSays::kReceived));
}

TEST_F(ConsoleCut, ThePageKnowsOfTheNewPictureBeforeItsFirstByte) {
  cut();
  FakePc& pc = line_returns_to(machine_, still_allowed());
  const std::size_t told = page_->shown.size();
  EXPECT_EQ(page_->shown.back().picture, 1u);
  pc.show("RFB 003.008\n");
  settle();
  EXPECT_EQ(page_->screen, "RFB 003.008\n");
  EXPECT_EQ(page_->shown.size(), told);
}

TEST_F(ConsoleCut, AnotherMachineIsNotTakenForIt) {
  cut();
  FakePc& other = line_returns_to(organisation_.machine("00000000000000cc"), still_allowed());
  EXPECT_FALSE(said(other, v1::ConsoleSays::kTakeUp)) << "the secret is not for everybody";
  EXPECT_EQ(seen().phase(), Phase::Cut);
  EXPECT_FALSE(over_);
}

TEST_F(ConsoleCut, NeitherIsAnotherKeyUnderItsName) {
  cut();
  FakePc& other = line_returns_to(organisation_.machine(kMachine), still_allowed());
  EXPECT_FALSE(said(other, v1::ConsoleSays::kTakeUp));
  EXPECT_EQ(seen().phase(), Phase::Cut);
  pass(2s);
  line_returns_to(machine_, still_allowed());
  pass(2s);
  EXPECT_EQ(seen().phase(), Phase::Controlling) << "it goes on trying";
}

TEST_F(ConsoleCut, AnAnswerOfAnotherSessionIsNone) {
  cut();
  v1::TakenUp other = still_allowed();
  other.set_session_id(8);
  line_returns_to(machine_, other);
  EXPECT_EQ(seen().phase(), Phase::Cut);
}

TEST_F(ConsoleCut, AnAnswerThatNeverComesIsNotWaitedFor) {
  cut();
  pair_ = MemoryPair(io_.get_executor(), 64);
  door_->line_returns(console::Reopened{{}, "ticket", pair_.ours()});
  const int before = door_->tries;
  pass(11s);
  EXPECT_GT(door_->tries, before);
  EXPECT_EQ(seen().phase(), Phase::Cut);
}

TEST_F(ConsoleCut, WhyItIsOverIsTold) {
  cut();
  door_->line_returns(console::Reopened{v1::END_REASON_FAMILY, {}, nullptr});
  settle();
  EXPECT_TRUE(over_);
  EXPECT_EQ(end_reason(), v1::END_REASON_FAMILY);
}

TEST_F(ConsoleCut, TheOperatorMayEndItMeanwhile) {
  cut();
  wish(EndWish{});
  EXPECT_TRUE(over_);
  EXPECT_EQ(end_reason(), v1::END_REASON_OPERATOR);
}

TEST_F(ConsoleCut, APageThatIsClosedMeanwhileEndsIt) {
  cut();
  page_->leave();
  settle();
  EXPECT_TRUE(over_);
}

TEST_F(ConsoleCut, ALineThatIsSilentIsCut) {
  meet();
  pc_.gives(kSecret);
  pc_.allows(v1::SCOPE_VIEW, 50min);
  settle();
  timeline_.advance(15s);
  settle();
  EXPECT_EQ(seen().phase(), Phase::Cut);
  EXPECT_EQ(seen().cut_until, timeline_.wall() + 45s) << "60 s since it was last heard of";
}

TEST_F(ConsoleCut, ALongSessionIsNotTakenForAnIdleOne) {
  meet();
  pc_.gives(kSecret);
  pc_.answers(v1::SCOPE_VIEW, v1::CONSENT_ANSWER_GRANTED);
  pc_.allows(v1::SCOPE_VIEW, 50min);
  advance(30min);
  pc_.hangs_up();
  settle();
  EXPECT_EQ(seen().phase(), Phase::Cut);
  EXPECT_FALSE(over_);
}

}  // namespace
}  // namespace maintendue::test
