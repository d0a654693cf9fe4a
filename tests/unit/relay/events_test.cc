#include "relay/gate/events.h"

#include <gtest/gtest.h>

#include "maintendue/v1/events.pb.h"
#include "task.h"
#include "tests/support/manual_timeline.h"
#include "tests/support/memory_stream.h"
#include "tests/support/organisation.h"

namespace maintendue::relay {
namespace {

using namespace std::chrono_literals;
using test::MemoryPair;

class RelayEvents : public ::testing::Test {
 protected:
  RelayEvents() {
    const auto asked =
        test::start(io_, pair_.theirs()->write(v1::WatchRequest{}.SerializeAsString()));
    watch_ = test::start(io_, gate_.watch(caller_, pair_.ours()));
    timeline_.settle();
  }
  ~RelayEvents() override {
    pair_.theirs()->finish();
    timeline_.advance(20s);
    EXPECT_TRUE(watch_.done());
  }

  v1::Event next() {
    const auto read = test::start(io_, pair_.theirs()->read());
    timeline_.settle();
    v1::Event event;
    EXPECT_TRUE(read.done() && event.ParseFromString(*read.value()));
    return event;
  }

  net::io_context io_;
  test::ManualTimeline timeline_{io_};
  test::Organisation organisation_{"La Maison Numérique", timeline_.wall()};
  const test::Holder nadia_ = organisation_.operator_named();
  roster::Book book_ = organisation_.book();
  Visitors visitors_{book_, timeline_};
  const wire::Caller caller_{"/maintendue.v1.Events/Watch", "", nadia_.chain, "127.0.0.1:5"};
  Feed feed_;
  EventsGate gate_{io_.get_executor(), timeline_, visitors_, feed_};
  MemoryPair pair_{io_.get_executor()};
  test::Task<Result<void>> watch_;
};

SessionRecord record(std::uint64_t id) {
  SessionRecord record;
  record.id = SessionId{id};
  return record;
}

TEST_F(RelayEvents, SaysReadyFirstAndThenWhatChanges) {
  EXPECT_TRUE(next().has_ready());
  feed_.publish(record(7));
  feed_.publish(MachineView{});
  EXPECT_EQ(next().session().session_id(), 7u);
  EXPECT_TRUE(next().has_machine());
}

TEST_F(RelayEvents, LosesNothingThatChangesBeforeReadyIsRead) {
  feed_.publish(record(7));
  EXPECT_TRUE(next().has_ready());
  EXPECT_EQ(next().session().session_id(), 7u);
}

TEST_F(RelayEvents, BeatsEveryTwentySecondsEvenBetweenChanges) {
  EXPECT_TRUE(next().has_ready());
  timeline_.advance(19s);
  feed_.publish(record(1));
  EXPECT_EQ(next().session().session_id(), 1u);
  EXPECT_EQ(pair_.theirs()->unread(), 0u);
  timeline_.advance(1s);
  EXPECT_TRUE(next().has_heartbeat());
  timeline_.advance(20s);
  EXPECT_TRUE(next().has_heartbeat());
}

TEST_F(RelayEvents, EndsAReaderThatFallsBehind) {
  for (std::uint64_t i = 0; i < 300; ++i) feed_.publish(record(i));
  timeline_.settle();
  EXPECT_TRUE(next().has_ready());
  while (!watch_.done()) (void)next();
  EXPECT_EQ(watch_.value().error().code, Errc::Overloaded);
}

TEST_F(RelayEvents, EndsWhenTheReaderLeaves) {
  EXPECT_TRUE(next().has_ready());
  pair_.theirs()->finish();
  timeline_.settle();
  ASSERT_TRUE(watch_.done());
  EXPECT_EQ(watch_.value().error().code, Errc::PeerGone);
}

TEST_F(RelayEvents, EndsWhenTheRelayStops) {
  EXPECT_TRUE(next().has_ready());
  feed_.publish(record(1));
  feed_.close();
  timeline_.settle();
  ASSERT_TRUE(watch_.done());
  EXPECT_EQ(watch_.value().error().code, Errc::RelayUnreachable);
  EXPECT_EQ(next().session().session_id(), 1u) << "the last change is told";
}

TEST_F(RelayEvents, TellsThatThereIsANewerRoster) {
  EXPECT_TRUE(next().has_ready());
  feed_.publish(RosterChanged{});
  feed_.publish(RosterChanged{});
  EXPECT_TRUE(next().has_roster());
  EXPECT_EQ(pair_.theirs()->unread(), 0u) << "twice is once";
}

TEST_F(RelayEvents, EndsForWhoeverTheRosterLeavesOut) {
  EXPECT_TRUE(next().has_ready());
  roster::Roster without = organisation_.roster(2);
  without.members.clear();
  ASSERT_TRUE(book_.take_in(organisation_.news_of(without)));
  feed_.publish(RosterChanged{});
  timeline_.settle();
  ASSERT_TRUE(watch_.done());
  EXPECT_EQ(watch_.value().error().code, Errc::NotTrusted);
}

}  // namespace
}  // namespace maintendue::relay
