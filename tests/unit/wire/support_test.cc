#include <gtest/gtest.h>

#include <boost/asio/use_future.hpp>
#include <future>
#include <vector>

#include "tests/support/manual_timeline.h"
#include "tests/support/memory_stream.h"
#include "wire/task_group.h"

namespace maintendue::test {
namespace {

using namespace std::chrono_literals;

class ManualTime : public ::testing::Test {
 protected:
  net::awaitable<void> sleeper(std::chrono::milliseconds time, int number) {
    co_await timeline_.sleep_for(time);
    woken_.push_back(number);
    at_.push_back(timeline_.steady() - begin_);
  }
  net::awaitable<void> two_sleeps() {
    co_await sleeper(10ms, 1);
    co_await sleeper(10ms, 2);
  }
  net::io_context io_;
  ManualTimeline timeline_{io_};
  const SteadyTime begin_ = timeline_.steady();
  std::vector<int> woken_;
  std::vector<SteadyTime::duration> at_;
  wire::TaskGroup tasks_{io_.get_executor()};
};

TEST_F(ManualTime, WakesSleepersInOrderEachAtItsInstant) {
  tasks_.spawn(sleeper(30ms, 30));
  tasks_.spawn(sleeper(10ms, 10));
  tasks_.spawn(sleeper(20ms, 20));
  timeline_.settle();
  EXPECT_EQ(timeline_.sleepers(), 3u);
  timeline_.advance(9ms);
  EXPECT_TRUE(woken_.empty());
  timeline_.advance(11ms);
  EXPECT_EQ(woken_, (std::vector{10, 20}));
  timeline_.advance(1h);
  EXPECT_EQ(woken_, (std::vector{10, 20, 30}));
  EXPECT_EQ(at_, (std::vector<SteadyTime::duration>{10ms, 20ms, 30ms}));
}

TEST_F(ManualTime, LetsAWokenCoroutineSleepAgainWithinOneAdvance) {
  tasks_.spawn(two_sleeps());
  timeline_.advance(20ms);
  EXPECT_EQ(at_, (std::vector<SteadyTime::duration>{10ms, 20ms}));
}

TEST_F(ManualTime, MovesTheWallClockToo) {
  timeline_.set_wall(from_unix_ms(0));
  timeline_.advance(1500ms);
  EXPECT_EQ(to_unix_ms(timeline_.wall()), 1500);
}

TEST_F(ManualTime, ForgetsACancelledSleeper) {
  tasks_.spawn(sleeper(10ms, 1));
  timeline_.settle();
  auto stopped = net::co_spawn(io_, tasks_.stop(), net::use_future);
  timeline_.settle();
  EXPECT_EQ(stopped.wait_for(0s), std::future_status::ready);
  EXPECT_EQ(timeline_.sleepers(), 0u);
  timeline_.advance(1s);
  EXPECT_TRUE(woken_.empty());
}

TEST_F(ManualTime, EndsAWaitThatWouldNotEnd) {
  MemoryPair pair(io_.get_executor());
  auto read = net::co_spawn(io_, wire::within(timeline_, 5s, pair.ours()->read()), net::use_future);
  timeline_.advance(4999ms);
  EXPECT_NE(read.wait_for(0s), std::future_status::ready);
  timeline_.advance(1ms);
  EXPECT_EQ(read.get().error().code, Errc::TimedOut);
}

class InMemory : public ::testing::Test {
 protected:
  template <class T>
  T run(net::awaitable<T> task) {
    auto future = net::co_spawn(io_, std::move(task), net::use_future);
    io_.restart();
    io_.poll();
    EXPECT_EQ(future.wait_for(0s), std::future_status::ready) << "it waits";
    return future.get();
  }
  net::io_context io_;
  MemoryPair pair_{io_.get_executor(), 2};
  MemoryStream& ours_ = *pair_.ours();
  MemoryStream& theirs_ = *pair_.theirs();
};

TEST_F(InMemory, MessagesArriveInOrderThenTheHalfClose) {
  EXPECT_TRUE(run(ours_.write("a")));
  EXPECT_TRUE(run(ours_.write("b")));
  ours_.writes_done();
  EXPECT_EQ(run(theirs_.read()), Result<Bytes>("a"));
  EXPECT_EQ(run(theirs_.read()), Result<Bytes>("b"));
  EXPECT_EQ(run(theirs_.read()).error().code, Errc::PeerGone);
  EXPECT_TRUE(run(theirs_.write("the other way still goes")));
}

TEST_F(InMemory, AFullStreamHoldsItsWriter) {
  EXPECT_TRUE(run(ours_.write("a")));
  EXPECT_TRUE(run(ours_.write("b")));
  auto third = net::co_spawn(io_, ours_.write("c"), net::use_future);
  EXPECT_EQ(run(theirs_.read()), Result<Bytes>("a"));
  io_.restart();
  io_.poll();
  EXPECT_TRUE(third.get());
}

TEST_F(InMemory, FinishGivesTheOtherSideItsCode) {
  EXPECT_TRUE(run(ours_.write("last words")));
  ours_.finish(Errc::ConsentExpired);
  EXPECT_TRUE(ours_.finished());
  EXPECT_EQ(run(theirs_.read()), Result<Bytes>("last words"));
  EXPECT_EQ(run(theirs_.read()).error().code, Errc::ConsentExpired);
  EXPECT_EQ(run(theirs_.write("x")).error().code, Errc::ConsentExpired);
  EXPECT_EQ(run(ours_.read()).error().code, Errc::Cancelled);
}

TEST_F(InMemory, FailsAtTheOperationTheTestNames) {
  ours_.fail_at(1, Errc::RelayUnreachable);
  EXPECT_TRUE(run(ours_.write("0")));
  EXPECT_EQ(run(ours_.write("1")).error().code, Errc::RelayUnreachable);
}

}  // namespace
}  // namespace maintendue::test
