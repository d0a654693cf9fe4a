#include <gtest/gtest.h>

#include "agent/service/link/relay_line.h"
#include "agent/service/link/retry.h"
#include "support/manual_timeline.h"
#include "support/organisation.h"

namespace maintendue::test {
namespace {

using namespace std::chrono_literals;
using agent::parse_address;
using agent::Retry;

constexpr std::uint64_t kWorst = ~std::uint64_t{0};

TEST(Retry, AnswersTheFirstLossAtOnceThenSpreadsUpToFiveMinutes) {
  Retry retry;
  EXPECT_EQ(retry.next(kWorst), 0ms);
  std::chrono::milliseconds longest{0};
  for (int i = 0; i < 100; ++i) {
    // A chance of `cap` itself is the longest wait of this step.
    const auto wait = retry.next(kWorst);
    EXPECT_GE(wait, 0ms);
    EXPECT_LE(wait, Retry::kLongest);
    longest = std::max(longest, wait);
  }
  retry.succeeded();
  EXPECT_EQ(retry.next(kWorst), 0ms);
}

TEST(Retry, DoublesItsReach) {
  Retry retry;
  (void)retry.next(0);
  EXPECT_EQ(retry.next(1000), 1000ms);
  EXPECT_EQ(retry.next(2000), 2000ms);
  EXPECT_EQ(retry.next(4000), 4000ms);
  EXPECT_EQ(retry.next(8001), 0ms) << "chance is taken within the reach";
}

TEST(Retry, ComesBackAfterARestartWithinTwiceTheHint) {
  EXPECT_EQ(Retry::after_restart(1000ms, 0), 1000ms);
  EXPECT_EQ(Retry::after_restart(1000ms, 1000), 2000ms);
  EXPECT_LE(Retry::after_restart(100h, kWorst), 2 * Retry::kLongest);
}

TEST(RelayAddress, IsHostAndPort) {
  EXPECT_EQ(parse_address("relay.example.org:443")->host, "relay.example.org");
  EXPECT_EQ(parse_address("relay.example.org:443")->port, 443);
  EXPECT_EQ(parse_address("[::1]:8443")->host, "::1");
  for (const char* bad : {"", "relay", ":443", "relay:", "relay:0", "relay:70000", "relay:44x"}) {
    EXPECT_FALSE(parse_address(bad)) << bad;
  }
}

TEST(TrustedNow, IsNeverBeforeWhatWasSigned) {
  net::io_context io;
  ManualTimeline clock(io);
  const Organisation organisation;
  const auto relay = identity::Certificate::from_pem(organisation.server().chain);
  clock.set_wall(from_unix_ms(0));  // a PC whose clock battery died
  const WallTime floor = relay->not_before() - 24h;
  const WallTime now = agent::trusted_now(clock, floor, *relay);
  EXPECT_TRUE(organisation.trust().check_server(*relay, "localhost", now));
  clock.set_wall(relay->not_after() + 24h);
  EXPECT_FALSE(organisation.trust().check_server(
      *relay, "localhost", agent::trusted_now(clock, floor, *relay)
  ));
}

}  // namespace
}  // namespace maintendue::test
