// The real clock, and whoever waits on it. A machine can't be suspended here; a time namespace
// moves the clock that goes on meanwhile away from the one that stands still.
#include "wire/timeline.h"

#include <gtest/gtest.h>
#include <sched.h>
#include <sys/wait.h>
#include <unistd.h>

#include <fstream>

namespace maintendue::wire {
namespace {

using namespace std::chrono_literals;

constexpr int kRight = 0, kWrong = 1, kCannot = 2;  // the last: no time namespaces here

// What `test` comes to where an hour was slept through.
template <class Test>
int after_an_hour_asleep(Test test) {
  const pid_t outer = ::fork();
  if (outer == 0) {
    const bool apart =
        ::unshare(CLONE_NEWTIME) == 0 || ::unshare(CLONE_NEWUSER | CLONE_NEWTIME) == 0;
    if (!apart) ::_exit(kCannot);
    std::ofstream offsets("/proc/self/timens_offsets");
    if (!(offsets << "boottime 3600 0\n" << std::flush)) ::_exit(kCannot);
    const pid_t inner = ::fork();  // it is our children's time that is another
    if (inner == 0) ::_exit(test() ? kRight : kWrong);
    int status = 0;
    ::waitpid(inner, &status, 0);
    ::_exit(WIFEXITED(status) ? WEXITSTATUS(status) : kWrong);
  }
  int status = 0;
  ::waitpid(outer, &status, 0);
  return WIFEXITED(status) ? WEXITSTATUS(status) : kWrong;
}

TEST(SystemTimelineTest, CountsTheTimeAMachineSleeps) {
  const SteadyTime fell_asleep = SystemTimeline(net::io_context().get_executor()).steady();
  const int outcome = after_an_hour_asleep([&] {
    net::io_context io;
    return SystemTimeline(io.get_executor()).steady() - fell_asleep >= 1h;
  });
  EXPECT_EQ(outcome, kRight);
}

TEST(SystemTimelineTest, WakesWhoeverWasDueMeanwhile) {
  const SteadyTime due = SystemTimeline(net::io_context().get_executor()).steady() + 60s;
  const int outcome = after_an_hour_asleep([&] {
    net::io_context io;
    SystemTimeline timeline(io.get_executor());
    bool woken = false;
    auto sleep = [&]() -> net::awaitable<void> {
      co_await timeline.sleep_until(due);
      woken = true;
    };
    net::co_spawn(io, sleep(), net::detached);
    io.run_for(20s);  // a clock that stood still has 60 s to go
    return woken;
  });
  EXPECT_EQ(outcome, kRight);
}

TEST(SystemTimelineTest, MayOutliveItsLoop) {
  auto io = std::make_unique<net::io_context>();
  const auto timeline = std::make_shared<SystemTimeline>(io->get_executor());
  net::co_spawn(*io, timeline->sleep_for(1h), net::detached);
  net::co_spawn(*io, timeline->sleep_for(1ms), net::detached);
  io->run_for(20ms);
  io.reset();
  EXPECT_GT(timeline->steady(), SteadyTime{});
}

class Sleepers : public ::testing::Test {
 protected:
  net::awaitable<void> rest(std::chrono::milliseconds time, char name) {
    co_await timeline_.sleep_for(time);
    woken_ += name;
  }
  net::io_context io_;
  SystemTimeline timeline_{io_.get_executor()};
  std::string woken_;
};

TEST_F(Sleepers, AreWokenInTheirOrderAndNotBefore) {
  const SteadyTime start = timeline_.steady();
  net::co_spawn(io_, rest(30ms, 'c'), net::detached);
  net::co_spawn(io_, rest(10ms, 'a'), net::detached);
  net::co_spawn(io_, rest(20ms, 'b'), net::detached);
  io_.run();
  EXPECT_EQ(woken_, "abc");
  EXPECT_GE(timeline_.steady() - start, 30ms);
}

TEST_F(Sleepers, KeepNothingAliveOnceTheyAreCancelled) {
  bool over = false;
  auto story = [&]() -> net::awaitable<void> {
    (void)co_await (rest(1h, 'x') || rest(5ms, 'a'));
    (void)co_await (rest(1h, 'x') || rest(0ms, 'b'));
    over = true;
  };
  net::co_spawn(io_, story(), net::detached);
  io_.run();  // returns once nobody sleeps
  EXPECT_TRUE(over);
  EXPECT_EQ(woken_, "ab");
}

TEST_F(Sleepers, MayBeLeftBehind) {
  net::co_spawn(io_, rest(1h, 'x'), net::detached);
  net::co_spawn(io_, rest(std::chrono::hours{24 * 365}, 'y'), net::detached);
  io_.run_for(5ms);
  EXPECT_EQ(woken_, "");
}

}  // namespace
}  // namespace maintendue::wire
