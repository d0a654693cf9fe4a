#include <gtest/gtest.h>

#include "relay/gate/agent_line.h"
#include "task.h"
#include "tests/support/manual_timeline.h"
#include "tests/support/memory_stream.h"

namespace maintendue::relay {
namespace {

using namespace std::chrono_literals;
using test::MemoryPair;

class RelayAgentLine : public ::testing::Test {
 protected:
  RelayAgentLine() { speaking_ = test::start(io_, line_.speak()); }
  ~RelayAgentLine() override {
    line_.come_back_in(1ms);
    pair_.theirs()->finish();
    timeline_.settle();
    EXPECT_TRUE(speaking_.done());
  }

  v1::RelaySays next() {
    const auto read = test::start(io_, pair_.theirs()->read());
    timeline_.settle();
    v1::RelaySays says;
    EXPECT_TRUE(read.done() && says.ParseFromString(*read.value()));
    return says;
  }

  net::io_context io_;
  test::ManualTimeline timeline_{io_};
  MemoryPair pair_{io_.get_executor()};
  AgentLine line_{io_.get_executor(), pair_.ours()};
  test::Task<Result<void>> speaking_;
};

TEST_F(RelayAgentLine, SaysOffersInTheirOrder) {
  line_.offer(SessionId{7}, "ticket seven", false);
  line_.offer(SessionId{8}, "ticket eight", false);
  const v1::RelaySays first = next();
  EXPECT_EQ(first.session_offer().session_id(), 7u);
  EXPECT_EQ(first.session_offer().ticket(), "ticket seven");
  EXPECT_EQ(next().session_offer().session_id(), 8u);
}

TEST_F(RelayAgentLine, SaysNothingAfterItsLastWord) {
  line_.come_back_in(1500ms);
  line_.offer(SessionId{7}, "ticket", false);
  timeline_.settle();
  ASSERT_TRUE(speaking_.done());
  EXPECT_TRUE(speaking_.value());
  EXPECT_EQ(next().restart_ms(), 1500u);
  EXPECT_EQ(pair_.theirs()->unread(), 0u);
}

TEST_F(RelayAgentLine, EndsWithTheFirstReason) {
  const auto ended = test::start(io_, line_.ended());
  timeline_.settle();
  EXPECT_FALSE(ended.done());
  line_.end(Errc::PeerGone);
  line_.end(Errc::Overloaded);
  timeline_.settle();
  EXPECT_EQ(ended.value().error().code, Errc::PeerGone);
}

TEST_F(RelayAgentLine, GivesUpAMachineThatDoesNotListen) {
  const auto ended = test::start(io_, line_.ended());
  // Four in the stream, one in hand, kMostWaiting in the queue.
  for (std::uint64_t i = 0; i < AgentLine::kMostWaiting + 5; ++i) {
    line_.offer(SessionId{i + 1}, "ticket", false);
    timeline_.settle();
  }
  EXPECT_FALSE(ended.done());
  line_.offer(SessionId{99}, "ticket", false);
  timeline_.settle();
  EXPECT_EQ(ended.value().error().code, Errc::Overloaded);
}

TEST_F(RelayAgentLine, ReturnsWhenTheLineFails) {
  pair_.theirs()->finish();
  line_.offer(SessionId{7}, "ticket", false);
  timeline_.settle();
  ASSERT_TRUE(speaking_.done());
  EXPECT_FALSE(speaking_.value());
}

}  // namespace
}  // namespace maintendue::relay
