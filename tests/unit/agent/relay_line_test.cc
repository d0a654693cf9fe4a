#include "agent/service/link/relay_line.h"

#include <gtest/gtest.h>

#include "support/manual_timeline.h"
#include "support/organisation.h"

namespace maintendue::test {
namespace {

using namespace std::chrono_literals;

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
