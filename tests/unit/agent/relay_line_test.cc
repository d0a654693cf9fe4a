#include "agent/service/link/relay_line.h"

#include <gtest/gtest.h>

#include "agent/service/state/known_roster.h"
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
  const Holder pc = organisation.machine();
  agent::MachineState machine{pc.key, pc.chain, pc.id, agent::kReleased};
  roster::Book book(trust);
  const WallTime now = agent::trusted_now(clock, machine, book);
  EXPECT_EQ(now, agent::kReleased);
  EXPECT_TRUE(trust.check_server(relay->to_pem(), Server::Relay, "localhost", now));
  const WallTime much_later = relay->not_after() + 24h;
  roster::Roster later = organisation.roster();
  later.members.push_back(
      {{OperatorId{"00000000000000aa"}, "Nadia", {v1::ROLE_ADMIN}, pc.key.public_key()}, {}}
  );
  later.made = much_later;
  later.ends = much_later + roster::kLife;
  ASSERT_TRUE(book.take_in(organisation.news_of(later)));
  EXPECT_EQ(agent::trusted_now(clock, machine, book), much_later) << "a roster proves its date";
  EXPECT_FALSE(trust.check_server(relay->to_pem(), Server::Relay, "localhost", much_later))
      << "the floor is held against a certificate that is over";
  clock.set_wall(much_later + 24h);
  EXPECT_EQ(agent::trusted_now(clock, machine, book), much_later + 24h);
}

}  // namespace
}  // namespace maintendue::test
