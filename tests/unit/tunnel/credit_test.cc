#include "tunnel/credit.h"

#include <gtest/gtest.h>

namespace maintendue::tunnel {
namespace {

using namespace std::chrono_literals;

constexpr SteadyTime kStart{1h};

// The line carries `bytes` every 100 ms for a second; returns the time after it.
SteadyTime carry(Credit& credit, std::size_t bytes, SteadyTime now) {
  std::uint64_t total = 0;
  for (int i = 0; i < 10; ++i) {
    now += 100ms;
    credit.sent(bytes);
    total += bytes;
    EXPECT_TRUE(credit.received(total, now));
  }
  return now;
}

TEST(Credit, BeginsWithTheSmallestWindow) {
  Credit credit;
  EXPECT_EQ(credit.available(), Credit::kSmallest);
  EXPECT_EQ(credit.in_flight(), 0u);
}

TEST(Credit, IsUsedUpByWhatIsSentAndComesBackWithWhatIsReceived) {
  Credit credit;
  credit.sent(Credit::kSmallest - 10);
  EXPECT_EQ(credit.available(), 10u);
  credit.sent(100);  // a frame may go a little over
  EXPECT_EQ(credit.available(), 0u);
  EXPECT_EQ(credit.in_flight(), Credit::kSmallest + 90);
  EXPECT_TRUE(credit.received(Credit::kSmallest, kStart));
  EXPECT_EQ(credit.in_flight(), 90u);
  EXPECT_EQ(credit.available(), Credit::kSmallest - 90);
}

TEST(Credit, IsThreeTenthsOfWhatTheLineCarriedInASecond) {
  Credit credit;
  carry(credit, 50'000, kStart);
  EXPECT_EQ(credit.window(), 150'000u);
}

TEST(Credit, StaysWithinItsBounds) {
  Credit slow;
  carry(slow, 1000, kStart);
  EXPECT_EQ(slow.window(), Credit::kSmallest);
  Credit fast;
  carry(fast, 10'000'000, kStart);
  EXPECT_EQ(fast.window(), Credit::kLargest);
}

TEST(Credit, IsNotOpenedByOneBunchOfAcknowledgements) {
  Credit credit;
  credit.sent(60'000);
  for (std::uint64_t total = 1000; total <= 60'000; total += 1000) {
    EXPECT_TRUE(credit.received(total, kStart));
  }
  EXPECT_EQ(credit.window(), Credit::kSmallest);
}

TEST(Credit, ForgetsWhatIsOlderThanASecond) {
  Credit credit;
  const SteadyTime quick = carry(credit, 80'000, kStart);
  EXPECT_EQ(credit.window(), 240'000u);
  credit.sent(10);
  EXPECT_TRUE(credit.received(800'010, quick + 950ms));
  EXPECT_EQ(credit.window(), Credit::kSmallest);
}

TEST(Credit, DoesNotShrinkWhileNothingIsSent) {
  Credit credit;
  carry(credit, 80'000, kStart);
  EXPECT_EQ(credit.available(), 240'000u);
}

TEST(Credit, IgnoresTotalsThatGoBackwards) {
  Credit credit;
  credit.sent(1000);
  EXPECT_TRUE(credit.received(800, kStart));
  EXPECT_TRUE(credit.received(500, kStart + 1ms));
  EXPECT_TRUE(credit.received(800, kStart + 2ms));
  EXPECT_EQ(credit.in_flight(), 200u);
}

TEST(Credit, TellsAPeerThatClaimsMoreThanWasSent) {
  Credit credit;
  credit.sent(1000);
  EXPECT_FALSE(credit.received(1001, kStart));
  EXPECT_FALSE(credit.received(~std::uint64_t{0}, kStart));
  EXPECT_EQ(credit.in_flight(), 1000u);
}

}  // namespace
}  // namespace maintendue::tunnel
