#include "wire/acceptor.h"

#include <poll.h>

#include <algorithm>
#include <cstring>

#include "line.h"
#include "sockets.h"
#include "tests/support/scenarios.h"
#include "wire/peer.h"

namespace maintendue::wire {
namespace {

// Accepts like the server does, and stands in for gRPC: keeps each socket until the test closes it.
class FrontDoor : public Line {
 public:
  ~FrontDoor() override {
    for (const int socket : accepted_) ::close(socket);
  }
  void open_door(int connections, int per_address) {
    door_.emplace(
        io_.get_executor(), "127.0.0.1", 0, AcceptorLimits{connections, per_address},
        [this](int socket) { accepted_.push_back(socket); }
    );
  }
  int inside() const { return door_->connections(); }

  std::vector<int> accepted_;
  std::optional<Acceptor> door_;
};

TEST_F(FrontDoor, CountsWhoIsThereAndSeesThemLeave) {
  open_door(10, 10);
  Socket one(door_->port()), two(door_->port());
  until([&] { return inside() == 2; });
  one.close();
  until([&] { return inside() == 1; });
  EXPECT_EQ(accepted_.size(), 2u);
}

TEST_F(FrontDoor, SeesItsOwnSideClose) {
  open_door(10, 10);
  Socket one(door_->port());
  until([&] { return inside() == 1; });
  ::shutdown(accepted_[0], SHUT_RDWR);  // as gRPC does
  until([&] { return inside() == 0; });
  EXPECT_TRUE(one.closed_by_peer());
}

TEST_F(FrontDoor, CutsTheOneThatIsNamed) {
  open_door(10, 10);
  Socket one(door_->port()), two(door_->port());
  until([&] { return inside() == 2; });
  door_->cut(one.name());
  until([&] { return inside() == 1; });
  EXPECT_TRUE(one.closed_by_peer());
  EXPECT_FALSE(two.closed_by_peer());
}

TEST(NameOfAPeer, IsOneHoweverItIsWritten) {
  const auto named = [](const char* address, std::uint16_t port) {
    return std::optional(net::ip::tcp::endpoint(net::ip::make_address(address), port));
  };
  EXPECT_EQ(endpoint_of("ipv4:192.0.2.7:4711"), named("192.0.2.7", 4711));
  EXPECT_EQ(endpoint_of("ipv6:%5B::ffff:192.0.2.7%5D:4711"), named("192.0.2.7", 4711));
  EXPECT_EQ(endpoint_of("ipv6:%5B2001:db8::1%5D:1"), named("2001:db8::1", 1));
  EXPECT_EQ(endpoint_of("ipv6:%5Bfe80::1%25eth0%5D:1"), named("fe80::1", 1));
  for (const auto* other : {"", "unix:/run/x", "ipv4:", "ipv4:192.0.2.7", "ipv4:192.0.2.7:70000"}) {
    EXPECT_EQ(endpoint_of(std::string(other)), std::nullopt) << other;
  }
  for (const auto* address : {"::ffff:192.0.2.7", "2001:db8::1"}) {
    net::ip::tcp::endpoint kernels(net::ip::make_address(address), 4711);
    sockaddr_storage bytes{};
    std::memcpy(&bytes, kernels.data(), kernels.size());
    const auto grpcs = "ipv6:%5B" + kernels.address().to_string() + "%5D:4711";
    EXPECT_EQ(std::optional(endpoint_of(bytes)), endpoint_of(grpcs));
  }
}

TEST_F(FrontDoor, IsNotWokenByData) {
  open_door(10, 10);
  Socket one(door_->port());
  until([&] { return inside() == 1; });
  io_.poll();
  one.send("hello");
  pollfd there{accepted_[0], POLLIN, 0};
  ASSERT_EQ(::poll(&there, 1, -1), 1) << "the data has arrived";
  EXPECT_EQ(io_.poll(), 0u);
}

TEST_F(FrontDoor, LetsOnlySoManyInFromOneAddress) {
  open_door(10, 2);
  Socket one(door_->port()), two(door_->port()), three(door_->port());
  until([&] { return inside() == 2; });
  until([&] { return three.closed_by_peer(); });
  EXPECT_EQ(accepted_.size(), 2u);
  Socket elsewhere(door_->port(), "127.0.0.2");
  until([&] { return inside() == 3; });
  two.close();
  until([&] { return inside() == 2; });
  Socket four(door_->port());
  until([&] { return inside() == 3; });
}

TEST_F(FrontDoor, LeavesNewcomersWaitingAtTheTotalLimit) {
  open_door(2, 10);
  Socket one(door_->port()), two(door_->port()), three(door_->port());
  until([&] { return inside() == 2; });
  io_.poll();
  EXPECT_EQ(accepted_.size(), 2u);
  one.close();
  until([&] { return accepted_.size() == 3; });
  EXPECT_EQ(inside(), 2);
}

TEST_F(FrontDoor, TakesNobodyOnceClosedAndCutsWhoIsLeftWhenDestroyed) {
  open_door(10, 10);
  Socket one(door_->port());
  until([&] { return inside() == 1; });
  const auto port = door_->port();
  door_->close();
  EXPECT_FALSE(Socket::can_connect(port));
  EXPECT_FALSE(one.closed_by_peer());
  door_.reset();
  EXPECT_TRUE(one.closed_by_peer());
  io_.poll();
}

TEST_F(FrontDoor, FillsEmptiesAndRefillsAHundredTimesWithoutLosingADescriptor) {
  const auto [scenarios, seed] = test::scenarios(100);
  std::mt19937 random(seed);
  constexpr int kLimit = 40;
  open_door(kLimit, 1000);
  const int before = open_descriptors();
  for (unsigned long scenario = 0; scenario < scenarios; ++scenario) {
    // An address has 28,000 ports, and each is kept for a minute after its last use.
    const std::string from = "127.0.0." + std::to_string(1 + scenario % 200);
    std::vector<Socket> crowd;
    for (int i = 0; i < kLimit + 10; ++i) crowd.emplace_back(door_->port(), from.c_str());
    ASSERT_FALSE(HasFailure());
    until([&] { return inside() == kLimit; });
    std::shuffle(crowd.begin(), crowd.end(), random);
    while (!crowd.empty()) crowd.pop_back();
    until([&] { return inside() == 0 && accepted_.size() >= kLimit + 10; });
    for (const int socket : accepted_) ::close(socket);
    accepted_.clear();
    ASSERT_EQ(open_descriptors(), before);
  }
}

}  // namespace
}  // namespace maintendue::wire
