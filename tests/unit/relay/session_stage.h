// The stage of the relay's session tests: one session, two streams in memory, time held by hand.
#pragma once

#include <gtest/gtest.h>

#include "memory_pump.h"
#include "memory_store.h"
#include "relay/session/session.h"
#include "task.h"
#include "tests/support/manual_timeline.h"
#include "tests/support/memory_stream.h"

namespace maintendue::relay {

using namespace std::chrono_literals;
using test::MemoryPair;
using test::Task;

inline SessionRecord opened_record() {
  SessionRecord record;
  record.id = SessionId{7};
  record.machine = MachineId{"00000000000000bb"};
  record.opened_by = OperatorId{"00000000000000aa"};
  record.operator_name = "Nadia";
  record.call = CallKind::FollowUp1;
  record.opened = from_unix_ms(1'764'000'000'000);
  return record;
}

class RelaySession : public ::testing::Test {
 protected:
  RelaySession() { run_ = test::start(io_, test::noting_end(session_.run())); }

  // Every session ends: here at the latest by the relay's stop, which waits for nobody.
  ~RelaySession() override {
    session_.relay_stops();
    machine_.theirs()->finish();
    console_.theirs()->finish();
    timeline_.advance(10s);
    EXPECT_TRUE(run_.done()) << "the session hangs";
    EXPECT_EQ(timeline_.sleepers(), 0u) << "somebody still waits";
  }

  Task<Result<void>> join(Side side) {
    MemoryPair& pair = side == Side::Machine ? machine_ : console_;
    auto joined = test::start(io_, session_.join(side, session_.ticket(side), pair.ours()));
    timeline_.settle();
    return joined;
  }
  void join_both() {
    machine_joined_ = join(Side::Machine);
    console_joined_ = join(Side::Console);
    for (MemoryPair* pair : {&machine_, &console_}) {
      const auto reply = test::start(io_, pair->theirs()->read());
      timeline_.settle();
      ASSERT_TRUE(reply.done() && reply.value()) << "no JoinReply";
    }
  }
  void hear(News news) {
    const auto heard = test::start(io_, session_.hear(news));
    timeline_.settle();
    ASSERT_TRUE(heard.done() && heard.value());
  }
  const SessionRecord& kept() { return store_.session_table.at(SessionId{7}); }
  bool over() const { return run_.done(); }

  net::io_context io_;
  test::ManualTimeline timeline_{io_};
  test::MemoryStore store_;
  Feed feed_;
  MemoryPair machine_{io_.get_executor()};
  MemoryPair console_{io_.get_executor()};
  Session session_{
      SessionGround{io_.get_executor(), timeline_, store_, feed_, test::memory_pump},
      opened_record(),
  };
  Task<test::Ended> run_;
  Task<Result<void>> machine_joined_, console_joined_;
};

}  // namespace maintendue::relay
