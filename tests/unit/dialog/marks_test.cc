// What an operator shows, over time: nothing stays for ever, and nothing grows without bound.
#include "agent/dialog/marks.h"

#include <gtest/gtest.h>

namespace maintendue::dialog {
namespace {

using namespace std::chrono_literals;
using Kind = Mark::Kind;

class MarksOnAScreen : public ::testing::Test {
 protected:
  void take(Kind kind, Dot at = {}) { marks_.take({kind, at, {}}, now_); }
  void wait(std::chrono::milliseconds time) {
    now_ += time;
    marks_.age(now_);
  }
  Marks marks_;
  SteadyTime now_{1h};
};

TEST_F(MarksOnAScreen, AreNoneBeforeTheFirst) {
  EXPECT_TRUE(marks_.empty());
  EXPECT_FALSE(marks_.pointer());
}

TEST_F(MarksOnAScreen, FollowHerPointer) {
  take(Kind::Point, {10, 20});
  take(Kind::Point, {30, 40});
  EXPECT_EQ(marks_.pointer(), (Dot{30, 40}));
  take(Kind::Away);
  EXPECT_TRUE(marks_.empty());
}

TEST_F(MarksOnAScreen, LoseAPointerOfWhichNothingIsHeard) {
  take(Kind::Point, {10, 20});
  wait(Marks::kPointerStays - 1ms);
  EXPECT_TRUE(marks_.pointer());
  EXPECT_EQ(marks_.rests(), 1ms);
  wait(1ms);
  EXPECT_TRUE(marks_.empty());
}

TEST_F(MarksOnAScreen, KeepAPointerThatRestsWhileItIsSaidAgain) {
  for (int second = 0; second < 20; ++second) {
    take(Kind::Point, {10, 20});
    wait(1s);
    ASSERT_TRUE(marks_.pointer());
  }
}

TEST_F(MarksOnAScreen, SpreadARingFromAPressAndItIsOver) {
  take(Kind::Press, {50, 60});
  ASSERT_EQ(marks_.rings().size(), 1u);
  EXPECT_EQ(marks_.rings()[0].at, (Dot{50, 60}));
  EXPECT_EQ(marks_.rests(), 0ms) << "it moves by itself";
  wait(Marks::kRing / 2);
  EXPECT_NEAR(marks_.rings()[0].grown, 0.5, 0.01);
  wait(Marks::kRing / 2);
  EXPECT_TRUE(marks_.rings().empty());
  EXPECT_EQ(marks_.pointer(), (Dot{50, 60})) << "she is still there";
}

TEST_F(MarksOnAScreen, DrawALineThatFades) {
  take(Kind::Draw, {1, 1});
  take(Kind::DrawOn, {2, 2});
  wait(3s);
  take(Kind::DrawOn, {3, 3});
  take(Kind::Away);
  ASSERT_EQ(marks_.lines().size(), 1u);
  EXPECT_EQ(marks_.lines()[0].dots, (std::vector<Dot>{{1, 1}, {2, 2}, {3, 3}}));
  wait(Marks::kLineStays - Marks::kFading);
  EXPECT_EQ(marks_.lines()[0].strength, 1);
  EXPECT_EQ(marks_.rests(), 0ms);
  wait(Marks::kFading / 2);
  EXPECT_NEAR(marks_.lines()[0].strength, 0.5, 0.01);
  wait(Marks::kFading / 2);
  EXPECT_TRUE(marks_.empty());
}

TEST_F(MarksOnAScreen, BeginAnotherLineOnceTheHandWasLifted) {
  take(Kind::Draw, {1, 1});
  take(Kind::Point, {2, 2});
  take(Kind::DrawOn, {3, 3});
  ASSERT_EQ(marks_.lines().size(), 2u);
  EXPECT_EQ(marks_.lines()[1].dots, (std::vector<Dot>{{3, 3}}));
}

TEST_F(MarksOnAScreen, AreWipedAtOnce) {
  take(Kind::Draw, {1, 1});
  take(Kind::Press, {2, 2});
  take(Kind::Wipe);
  EXPECT_TRUE(marks_.empty());
  take(Kind::DrawOn, {3, 3});
  EXPECT_EQ(marks_.lines().size(), 1u) << "and begin anew";
}

TEST_F(MarksOnAScreen, NeverGrowWithoutBound) {
  const auto pieces = [&] {
    std::size_t count = 0;
    for (const Marks::Line& line : marks_.lines()) count += line.dots.size();
    return count;
  };
  for (int i = 0; i < 5000; ++i) take(i == 0 ? Kind::Draw : Kind::DrawOn, {i, i});
  ASSERT_EQ(marks_.lines().size(), 1u);
  EXPECT_EQ(pieces(), Marks::kMostPieces);
  EXPECT_EQ(marks_.lines()[0].dots.back(), (Dot{4999, 4999}));
  for (int i = 0; i < 5000; ++i) take(Kind::Draw, {i, i});
  EXPECT_EQ(pieces(), Marks::kMostPieces);
  EXPECT_EQ(marks_.lines().back().dots.back(), (Dot{4999, 4999}));
}

}  // namespace
}  // namespace maintendue::dialog
