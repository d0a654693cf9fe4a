#include "base/backoff.h"

#include <gtest/gtest.h>

namespace maintendue {
namespace {

using namespace std::chrono_literals;

constexpr std::uint64_t kWorst = ~std::uint64_t{0};

TEST(Backoff, AnswersTheFirstLossAtOnceThenStaysWithinItsLongest) {
  Backoff backoff(5min);
  EXPECT_EQ(backoff.next(kWorst), 0ms);
  for (int i = 0; i < 100; ++i) {
    const auto wait = backoff.next(kWorst);
    EXPECT_GE(wait, 0ms);
    EXPECT_LE(wait, 5min);
  }
  EXPECT_EQ(backoff.next(300'000), 5min) << "a chance of the reach itself is the longest wait";
  backoff.stood(30s);
  EXPECT_EQ(backoff.next(kWorst), 0ms);
}

TEST(Backoff, WaitsLongerForALineThatNeverStandsForLong) {
  Backoff backoff(5min);
  for (const auto longest : {0ms, 1000ms, 2000ms, 4000ms, 8000ms}) {
    EXPECT_EQ(backoff.next(static_cast<std::uint64_t>(longest.count())), longest);
    backoff.stood(29s);
  }
}

TEST(Backoff, DoublesItsReach) {
  Backoff backoff(30s);
  (void)backoff.next(0);
  EXPECT_EQ(backoff.next(1000), 1000ms);
  EXPECT_EQ(backoff.next(2000), 2000ms);
  EXPECT_EQ(backoff.next(4000), 4000ms);
  EXPECT_EQ(backoff.next(8001), 0ms) << "chance is taken within the reach";
}

TEST(Backoff, ComesBackWithinTwiceTheHint) {
  const Backoff backoff(5min);
  EXPECT_EQ(backoff.after(1000ms, 0), 1000ms);
  EXPECT_EQ(backoff.after(1000ms, 1000), 2000ms);
  EXPECT_LE(backoff.after(100h, kWorst), 10min);
  EXPECT_EQ(backoff.after(-1h, kWorst), 0ms);
}

}  // namespace
}  // namespace maintendue
