// She shows something on the family's screen: only while she sees, beside no question, as fast as a
// hand.
#include "cut_stage.h"

namespace maintendue::test {
namespace {

using namespace std::chrono_literals;

class MarksInASession : public CutStage {
 protected:
  void operator_shows(v1::Mark::Kind kind, std::uint32_t x = 10, std::uint32_t y = 20) {
    v1::ConsoleSays says;
    says.mutable_mark()->set_kind(kind);
    says.mutable_mark()->set_x(x);
    says.mutable_mark()->set_y(y);
    operator_says(std::move(says));
  }
  // What the banner's program was told to draw since the last time.
  std::vector<v1::Mark> drawn() {
    std::vector<v1::Mark> out;
    while (auto says = next<pc::ServiceToDialog>(*desktop_->windows.at(1))) {
      if (says->has_mark()) out.push_back(says->mark());
    }
    return out;
  }
  std::vector<v1::Mark::Kind> kinds_drawn() {
    std::vector<v1::Mark::Kind> out;
    for (const v1::Mark& mark : drawn()) out.push_back(mark.kind());
    return out;
  }
  using Kinds = std::vector<v1::Mark::Kind>;
};

TEST_F(MarksInASession, AreDrawnByTheBannerWhileSheSees) {
  begin();
  family_lets_see();
  operator_shows(v1::Mark::POINT, 683, 384);
  const auto marks = drawn();
  ASSERT_EQ(marks.size(), 1u);
  EXPECT_EQ(marks[0].kind(), v1::Mark::POINT);
  EXPECT_EQ(marks[0].x(), 683u);
  EXPECT_EQ(marks[0].y(), 384u);
  EXPECT_EQ(orders().scope(), v1::SCOPE_VIEW) << "and take nothing";
}

TEST_F(MarksInASession, AreNothingBeforeTheFamilySaidYes) {
  begin();
  operator_shows(v1::Mark::POINT);
  operator_asks(v1::SCOPE_VIEW);
  const Bytes secret = question(0).secret();
  operator_shows(v1::Mark::POINT);
  family_replies(0, secret, true);
  operator_shows(v1::Mark::POINT);  // the banner has not appeared
  EXPECT_EQ(drawn().size(), 0u);
  EXPECT_FALSE(ended_);
}

TEST_F(MarksInASession, AreWipedBeforeAQuestionComesUpAndStandBesideNone) {
  begin();
  family_lets_see();
  operator_shows(v1::Mark::DRAW);
  EXPECT_EQ(kinds_drawn(), (Kinds{v1::Mark::DRAW}));
  operator_asks(v1::SCOPE_CONTROL);
  EXPECT_EQ(kinds_drawn(), (Kinds{v1::Mark::WIPE})) << "before the window is told what to ask";
  operator_shows(v1::Mark::PRESS);
  EXPECT_EQ(drawn().size(), 0u);
  const Bytes secret = question(2).secret();
  operator_shows(v1::Mark::PRESS);
  EXPECT_EQ(drawn().size(), 0u);
  banner_alive();
  family_replies(2, secret, false);
  operator_shows(v1::Mark::POINT);
  EXPECT_EQ(kinds_drawn(), (Kinds{v1::Mark::POINT}));
}

TEST_F(MarksInASession, StandBesideNoQuestionOfTheBanner) {
  begin();
  family_lets_see();
  for (auto time = 0s; time < 30min; time += 1s) {
    banner_alive();
    advance(1s);
  }
  banner_alive();
  (void)drawn();
  operator_shows(v1::Mark::POINT);
  EXPECT_EQ(drawn().size(), 0u) << "may she go on?";
  banner_press(pc::Pressed::YES);
  operator_shows(v1::Mark::POINT);
  EXPECT_EQ(kinds_drawn(), (Kinds{v1::Mark::POINT}));
}

TEST_F(MarksInASession, AreNoneWhileSheHasTheMouse) {
  begin();
  family_lets_control();
  banner_alive();
  (void)drawn();
  operator_shows(v1::Mark::POINT);
  EXPECT_EQ(drawn().size(), 0u);
}

TEST_F(MarksInASession, AreWipedOnce) {
  begin();
  family_lets_see();
  operator_asks(v1::SCOPE_CONTROL);
  (void)question(2);
  EXPECT_EQ(drawn().size(), 0u) << "nothing was there";
}

TEST_F(MarksInASession, GoWithABannerThatIsOutOfSight) {
  begin();
  family_lets_see();
  operator_shows(v1::Mark::POINT);
  (void)drawn();
  advance(4s);
  EXPECT_EQ(kinds_drawn(), (Kinds{v1::Mark::WIPE}));
  operator_shows(v1::Mark::POINT);
  EXPECT_EQ(drawn().size(), 0u);
}

TEST_F(MarksInASession, GoWithTheLine) {
  begin();
  keep_secret();
  family_lets_see();
  operator_shows(v1::Mark::DRAW);
  (void)drawn();
  cut();
  EXPECT_EQ(kinds_drawn(), (Kinds{v1::Mark::WIPE}));
}

TEST_F(MarksInASession, AreAsManyAsAHandMakes) {
  begin();
  family_lets_see();
  for (int i = 0; i < 200; ++i) operator_shows(v1::Mark::DRAW_ON);
  EXPECT_EQ(drawn().size(), static_cast<std::size_t>(agent::MarkPace::kMostInASecond));
  banner_alive();
  advance(1s);
  operator_shows(v1::Mark::POINT);
  EXPECT_EQ(drawn().size(), 1u);
  EXPECT_FALSE(ended_);
}

TEST_F(MarksInASession, OfAKindThatIsNoneEndIt) {
  begin();
  family_lets_see();
  operator_shows(v1::Mark::KIND_UNSPECIFIED);
  advance(3s);
  EXPECT_EQ(ended_, v1::END_REASON_BROKEN);
}

TEST_F(MarksInASession, BeyondAnyScreenEndIt) {
  begin();
  family_lets_see();
  operator_shows(v1::Mark::POINT, 65536, 0);
  advance(3s);
  EXPECT_EQ(ended_, v1::END_REASON_BROKEN);
}

}  // namespace
}  // namespace maintendue::test
