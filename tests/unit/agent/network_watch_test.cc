// In a network of its own, whose only interface is loopback: addresses come and go as a dongle's
// do.
#include "agent/service/link/network_watch.h"

#include <gtest/gtest.h>
#include <sched.h>

#include <cstdlib>

#include "support/drive.h"
#include "wire/task_group.h"

namespace maintendue::test {
namespace {

using namespace std::chrono_literals;

class NetworkOfItsOwn : public ::testing::Test {
 protected:
  // Each test is a process of its own (ctest), so nothing has to be put back. As an ordinary user
  // the kernel wants a user namespace around it.
  NetworkOfItsOwn() {
    const bool entered =
        ::unshare(CLONE_NEWNET) == 0 || ::unshare(CLONE_NEWUSER | CLONE_NEWNET) == 0;
    if (!entered) throw std::runtime_error("no network namespace can be made here");
    run("ip link add dongle type veth peer name network");
    run("ip link set network up");
    tasks_.spawn(watch_.run());
    io_.poll();
  }
  ~NetworkOfItsOwn() override { drive(io_, tasks_.stop()); }

  static void run(const std::string& command) {
    ASSERT_EQ(std::system((command + " >/dev/null 2>&1").c_str()), 0) << command;
  }
  void until_changes(int wanted) {
    drive_until(io_, [&] { return changes_ >= wanted; });
  }

  net::io_context io_;
  wire::SystemTimeline timeline_{io_.get_executor()};
  int changes_ = 0;
  agent::NetworkWatch watch_{io_.get_executor(), timeline_, [this] { ++changes_; }};
  wire::TaskGroup tasks_{io_.get_executor()};
};

TEST_F(NetworkOfItsOwn, TellsThatADongleCameAndWent) {
  run("ip link set dongle up");
  run("ip address add 10.64.3.7/24 dev dongle");
  until_changes(1);
  run("ip address add 10.64.3.8/24 dev dongle");
  until_changes(2);
  run("ip link set dongle down");
  until_changes(3);
  EXPECT_EQ(changes_, 3);
}

TEST_F(NetworkOfItsOwn, TakesWhatCameAndWentAgainForNothing) {
  run("ip link set dongle up");
  run("ip address add 10.64.3.7/24 dev dongle");
  until_changes(1);
  run("ip address add 10.64.3.8/24 dev dongle && ip address delete 10.64.3.8/24 dev dongle");
  run("ip link set dongle mtu 1400");
  bool later = false;
  net::steady_timer timer(io_, 1500ms);  // longer than the watch takes to settle
  timer.async_wait([&](const boost::system::error_code&) { later = true; });
  drive_until(io_, [&] { return later; });
  EXPECT_EQ(changes_, 1);
}

}  // namespace
}  // namespace maintendue::test
