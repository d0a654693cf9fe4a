#include "agent/service/link/relay_line.h"

#include <gtest/gtest.h>

#include "support/manual_timeline.h"
#include "support/organisation.h"

namespace maintendue::test {
namespace {

using namespace std::chrono_literals;
using identity::Server;

TEST(TrustedNow, IsNeverBeforeWhatIsKnownToHaveBeen) {
  net::io_context io;
  ManualTimeline clock(io);
  const Organisation organisation;
  const identity::Trust trust = organisation.trust();
  const auto relay = identity::Certificate::from_pem(organisation.server().chain);
  clock.set_wall(from_unix_ms(0));  // a PC whose clock battery died
  const WallTime now = agent::trusted_now(clock, agent::kReleased);
  EXPECT_EQ(now, agent::kReleased);
  EXPECT_TRUE(trust.check_server(*relay, Server::Relay, "localhost", now));
  const WallTime much_later = relay->not_after() + 24h;
  EXPECT_FALSE(
      trust.check_server(*relay, Server::Relay, "localhost", agent::trusted_now(clock, much_later))
  ) << "the floor is held against a certificate that is over";
  clock.set_wall(much_later);
  EXPECT_EQ(agent::trusted_now(clock, agent::kReleased), much_later);
}

}  // namespace
}  // namespace maintendue::test
