// She lays something on the family's screen to be read: only where she is allowed to be, beside no
// question, and only what a slip may be.
#include "cut_stage.h"

namespace maintendue::test {
namespace {

using namespace std::chrono_literals;

class SlipsInASession : public CutStage {
 protected:
  static constexpr std::size_t kFirst = 2;  // its window, behind question and banner

  void operator_lays(v1::Slip slip) {
    v1::ConsoleSays says;
    *says.mutable_slip() = std::move(slip);
    operator_says(std::move(says));
  }
  void operator_lays(std::uint32_t number, v1::Phrase phrase) {
    v1::Slip slip;
    slip.set_number(number);
    slip.set_phrase(phrase);
    operator_lays(std::move(slip));
  }
  void operator_pauses(v1::Pause wish) {
    v1::ConsoleSays says;
    says.set_pause(wish);
    operator_says(std::move(says));
  }
  // What the window was told; it comes up.
  pc::SlipShown comes_up(std::size_t window) {
    auto says = next<pc::ServiceToDialog>(*desktop_->windows.at(window));
    EXPECT_TRUE(says && says->has_slip());
    shown(window);
    return says ? says->slip() : pc::SlipShown{};
  }
  void family_answers(std::size_t window, v1::SlipAnswer answer) {
    pc::DialogToService says;
    says.set_slip(answer);
    ASSERT_TRUE(agent::post_message(*desktop_->windows.at(window), says));
    settle();
  }
  void family_closes(std::size_t window) {
    desktop_->windows.at(window)->close();
    settle();
  }
  bool lies_there(std::size_t window) {
    pc::DialogToService nothing;
    return agent::post_message(*desktop_->windows.at(window), nothing).has_value();
  }
  // The last that she was told, as {number, state, answer}.
  using Told = std::tuple<std::uint32_t, v1::SlipNews::State, v1::SlipAnswer>;
  Told told_of_slip() const {
    for (auto says = said_.rbegin(); says != said_.rend(); ++says) {
      const v1::SlipNews& news = says->slip();
      if (says->has_slip()) return {news.number(), news.state(), news.answer()};
    }
    return {};
  }
  static Told shown_as(std::uint32_t number, v1::SlipAnswer answer = {}) {
    return {number, v1::SlipNews::SHOWN, answer};
  }
  static Told gone(std::uint32_t number, v1::SlipAnswer answer = {}) {
    return {number, v1::SlipNews::GONE, answer};
  }
  static Told not_shown(std::uint32_t number) {
    return {number, v1::SlipNews::NOT_SHOWN, v1::SLIP_ANSWER_UNSPECIFIED};
  }
  void a_second_passes() {
    banner_alive();
    advance(1s);
    banner_alive();
  }
};

TEST_F(SlipsInASession, AreShownWithHerNameAndAnswered) {
  begin();
  family_lets_see();
  operator_lays(5, v1::PHRASE_CHARGER);
  const pc::SlipShown slip = comes_up(kFirst);
  EXPECT_EQ(slip.slip().phrase(), v1::PHRASE_CHARGER);
  EXPECT_EQ(slip.operator_name(), "Nadia");
  EXPECT_EQ(slip.organisation(), "La Maison Numérique");
  EXPECT_EQ(told_of_slip(), shown_as(5));
  family_answers(kFirst, v1::SLIP_ANSWER_YES);
  EXPECT_EQ(told_of_slip(), shown_as(5, v1::SLIP_ANSWER_YES));
  family_closes(kFirst);
  EXPECT_EQ(told_of_slip(), gone(5, v1::SLIP_ANSWER_YES));
  EXPECT_FALSE(ended_);
  EXPECT_EQ(orders().scope(), v1::SCOPE_VIEW) << "and take nothing";
}

TEST_F(SlipsInASession, AreNothingBeforeTheFamilySaidYes) {
  begin();
  operator_lays(1, v1::PHRASE_HELLO);
  EXPECT_EQ(told_of_slip(), not_shown(1));
  operator_asks(v1::SCOPE_VIEW);
  const Bytes secret = question(0).secret();
  operator_lays(2, v1::PHRASE_HELLO);
  EXPECT_EQ(told_of_slip(), not_shown(2));
  family_replies(0, secret, true);
  operator_lays(3, v1::PHRASE_HELLO);  // the banner has not appeared
  EXPECT_EQ(told_of_slip(), not_shown(3));
  EXPECT_EQ(desktop_->windows.size(), 2u);
}

TEST_F(SlipsInASession, TakeThePlaceOfEachOther) {
  begin();
  family_lets_see();
  operator_lays(1, v1::PHRASE_HELLO);
  (void)comes_up(kFirst);
  a_second_passes();
  operator_lays(2, v1::PHRASE_WAIT);
  EXPECT_FALSE(lies_there(kFirst));
  EXPECT_EQ(told_of_slip(), gone(1));
  EXPECT_EQ(comes_up(kFirst + 1).slip().phrase(), v1::PHRASE_WAIT);
  EXPECT_EQ(told_of_slip(), shown_as(2));
}

TEST_F(SlipsInASession, AreTakenAwayByHer) {
  begin();
  family_lets_see();
  operator_lays(1, v1::PHRASE_HELLO);
  (void)comes_up(kFirst);
  operator_lays(v1::Slip{});
  EXPECT_FALSE(lies_there(kFirst));
  EXPECT_EQ(told_of_slip(), gone(1));
  operator_lays(v1::Slip{});  // nothing lies there any more
  EXPECT_FALSE(ended_);
}

TEST_F(SlipsInASession, GoBeforeAQuestionComesUpAndStandBesideNone) {
  begin();
  family_lets_see();
  operator_lays(1, v1::PHRASE_HELLO);
  (void)comes_up(kFirst);
  a_second_passes();
  operator_asks(v1::SCOPE_CONTROL);
  EXPECT_FALSE(lies_there(kFirst)) << "before the question is told";
  operator_lays(2, v1::PHRASE_CLICK_GREEN);
  EXPECT_EQ(told_of_slip(), not_shown(2));
  const Bytes secret = question(kFirst + 1).secret();
  a_second_passes();
  operator_lays(3, v1::PHRASE_CLICK_GREEN);
  EXPECT_EQ(told_of_slip(), not_shown(3));
  family_replies(kFirst + 1, secret, false);
  operator_lays(4, v1::PHRASE_CLICK_GREEN);
  (void)comes_up(kFirst + 2);
  EXPECT_EQ(told_of_slip(), shown_as(4));
}

TEST_F(SlipsInASession, StandBesideNoQuestionOfTheBanner) {
  begin();
  family_lets_see();
  operator_lays(1, v1::PHRASE_HELLO);
  (void)comes_up(kFirst);
  for (auto time = 0s; time < 30min; time += 1s) a_second_passes();
  EXPECT_EQ(told_of_slip(), gone(1)) << "may she go on?";
  operator_lays(2, v1::PHRASE_CLICK_GREEN);
  EXPECT_EQ(told_of_slip(), not_shown(2));
  banner_press(pc::Pressed::YES);
  for (auto time = 0s; time < 26min; time += 1s) a_second_passes();
  operator_lays(3, v1::PHRASE_WE_STOP);
  EXPECT_EQ(told_of_slip(), not_shown(3)) << "another hour?";
  banner_press(pc::Pressed::NO);
  operator_lays(4, v1::PHRASE_WE_STOP);
  (void)comes_up(kFirst + 1);
  EXPECT_EQ(told_of_slip(), shown_as(4));
}

TEST_F(SlipsInASession, GoWithABannerThatIsOutOfSight) {
  begin();
  family_lets_see();
  operator_lays(1, v1::PHRASE_HELLO);
  (void)comes_up(kFirst);
  advance(4s);
  EXPECT_EQ(told_of_slip(), gone(1));
  operator_lays(2, v1::PHRASE_HELLO);
  EXPECT_EQ(told_of_slip(), not_shown(2));
}

TEST_F(SlipsInASession, GoWithTheLine) {
  begin();
  keep_secret();
  family_lets_see();
  operator_lays(1, v1::PHRASE_HELLO);
  (void)comes_up(kFirst);
  cut();
  EXPECT_FALSE(lies_there(kFirst));
  EXPECT_FALSE(ended_);
}

TEST_F(SlipsInASession, GoWithTheSession) {
  begin();
  family_lets_see();
  operator_lays(1, v1::PHRASE_HELLO);
  (void)comes_up(kFirst);
  banner_press(pc::Pressed::STOP);
  EXPECT_FALSE(lies_there(kFirst));
}

TEST_F(SlipsInASession, LieThereInAPause) {
  begin();
  family_lets_see();
  banner_press(pc::Pressed::HIDE);
  operator_lays(1, v1::PHRASE_WAIT);
  (void)comes_up(kFirst);
  EXPECT_EQ(told_of_slip(), shown_as(1));
}

// "I am not looking" stands there for as long as that is so.
TEST_F(SlipsInASession, SayOnlyWhileItIsSoThatSheDoesNotLook) {
  begin();
  family_lets_see();
  operator_lays(1, v1::PHRASE_WRITE_PASSWORD);
  EXPECT_EQ(told_of_slip(), not_shown(1));
  operator_pauses(v1::PAUSE_LOOK_AWAY);
  operator_lays(2, v1::PHRASE_WRITE_PASSWORD);
  (void)comes_up(kFirst);
  EXPECT_EQ(told_of_slip(), shown_as(2));
  operator_pauses(v1::PAUSE_OVER);
  EXPECT_EQ(told_of_slip(), gone(2));
  EXPECT_FALSE(lies_there(kFirst));
}

TEST_F(SlipsInASession, SayOnlyWhileItIsSoThatSheCallsBack) {
  begin();
  family_lets_see();
  operator_lays(1, v1::PHRASE_I_CALL_BACK);
  EXPECT_EQ(told_of_slip(), not_shown(1));
  operator_pauses(v1::PAUSE_CALL_BACK);
  operator_lays(2, v1::PHRASE_I_CALL_BACK);
  (void)comes_up(kFirst);
  EXPECT_EQ(told_of_slip(), shown_as(2));
  banner_press(pc::Pressed::SHOW);
  EXPECT_EQ(told_of_slip(), gone(2));
}

TEST_F(SlipsInASession, ComeNoFasterThanTheyAreReadAndTheNewestCounts) {
  begin();
  family_lets_see();
  operator_lays(1, v1::PHRASE_HELLO);
  (void)comes_up(kFirst);
  for (std::uint32_t number = 2; number <= 50; ++number) operator_lays(number, v1::PHRASE_WAIT);
  EXPECT_EQ(told_of_slip(), not_shown(49));
  EXPECT_EQ(desktop_->windows.size(), kFirst + 1);
  a_second_passes();
  EXPECT_EQ(comes_up(kFirst + 1).slip().number(), 50u);
  EXPECT_EQ(told_of_slip(), shown_as(50));
  EXPECT_EQ(desktop_->windows.size(), kFirst + 2);
}

TEST_F(SlipsInASession, OpenAPageWhenTheFamilyWantsIt) {
  begin();
  family_lets_see();
  v1::Slip page;
  page.set_number(1);
  page.set_page("https://ecole.example/");
  operator_lays(page);
  (void)comes_up(kFirst);
  EXPECT_TRUE(desktop_->pages.empty());
  desktop_->has_browser = false;
  family_answers(kFirst, v1::SLIP_ANSWER_OPENED);
  auto came = next<pc::ServiceToDialog>(*desktop_->windows.at(kFirst));
  ASSERT_TRUE(came && came->has_slip_opened());
  EXPECT_FALSE(came->slip_opened().ok());
  EXPECT_EQ(told_of_slip(), shown_as(1)) << "it did not open";
  desktop_->has_browser = true;
  family_answers(kFirst, v1::SLIP_ANSWER_OPENED);
  came = next<pc::ServiceToDialog>(*desktop_->windows.at(kFirst));
  EXPECT_TRUE(came && came->slip_opened().ok());
  EXPECT_EQ(told_of_slip(), shown_as(1, v1::SLIP_ANSWER_OPENED));
  EXPECT_EQ(desktop_->pages.size(), 2u);
  EXPECT_EQ(desktop_->pages.back(), "https://ecole.example/");
}

TEST_F(SlipsInASession, OpenNothingWhereThereIsNoPage) {
  begin();
  family_lets_see();
  operator_lays(1, v1::PHRASE_HELLO);
  (void)comes_up(kFirst);
  family_answers(kFirst, v1::SLIP_ANSWER_OPENED);
  EXPECT_TRUE(desktop_->pages.empty());
  EXPECT_EQ(told_of_slip(), shown_as(1));
}

// An old PC takes its time to start a program.
class SlipsOnASlowPc : public SlipsInASession {
 protected:
  // Laid, and its window is still being started.
  void begins_to_open() {
    begin();
    family_lets_see();
    desktop_->slow = true;
    operator_lays(1, v1::PHRASE_HELLO);
  }
};

TEST_F(SlipsOnASlowPc, AreTakenAwayBeforeTheyComeUp) {
  begins_to_open();
  operator_lays(v1::Slip{});
  EXPECT_EQ(told_of_slip(), gone(1));
  desktop_->go_on();
  settle();
  EXPECT_EQ(desktop_->windows.size(), kFirst + 1);
  EXPECT_FALSE(lies_there(kFirst));
}

TEST_F(SlipsOnASlowPc, GiveWayToAQuestionBeforeTheyComeUp) {
  begins_to_open();
  operator_asks(v1::SCOPE_CONTROL);
  EXPECT_EQ(told_of_slip(), not_shown(1));
  desktop_->go_on();
  settle();
  int slips = 0;
  for (auto& window : desktop_->windows) {
    const auto says = next<pc::ServiceToDialog>(*window);
    slips += says && says->has_slip();
  }
  EXPECT_EQ(slips, 0);
}

TEST_F(SlipsOnASlowPc, AreGivenUpWhenTheyNeverComeUp) {
  begins_to_open();
  desktop_->go_on();
  settle();
  for (auto time = 0s; time < 31s; time += 1s) a_second_passes();
  EXPECT_EQ(told_of_slip(), not_shown(1));
  EXPECT_FALSE(lies_there(kFirst));
  EXPECT_FALSE(ended_);
}

TEST_F(SlipsOnASlowPc, GoWithWhoSatThere) {
  begins_to_open();
  desktop_->displace();
  settle();
  desktop_->go_on();
  settle();
  EXPECT_EQ(desktop_->windows.size(), kFirst) << "nothing was opened for somebody else";
}

TEST_F(SlipsInASession, AreNotShownWhenTheyAreWhatNoSlipMayBe) {
  begin();
  family_lets_see();
  v1::Slip page;
  page.set_number(1);
  page.set_page("file:///etc/passwd");
  operator_lays(page);
  EXPECT_EQ(told_of_slip(), not_shown(1));
  operator_lays(2, static_cast<v1::Phrase>(999));
  EXPECT_EQ(told_of_slip(), not_shown(2));
  operator_lays(0, v1::PHRASE_HELLO);
  EXPECT_EQ(told_of_slip(), not_shown(0));
  EXPECT_EQ(desktop_->windows.size(), kFirst);
  EXPECT_FALSE(ended_);
}

TEST_F(SlipsInASession, CostTheSessionNothingWhenTheirWindowFails) {
  begin();
  family_lets_see();
  operator_lays(1, v1::PHRASE_HELLO);
  family_closes(kFirst);  // before it ever came up
  EXPECT_EQ(told_of_slip(), not_shown(1));
  EXPECT_FALSE(ended_);
  EXPECT_EQ(orders().scope(), v1::SCOPE_VIEW);
}

}  // namespace
}  // namespace maintendue::test
