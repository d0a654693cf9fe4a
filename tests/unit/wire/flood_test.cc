// The bad days of stock gRPC 1.51: strangers who connect and say nothing until the descriptors are
// gone stop it for good, callers who take back what they begin fill its memory.
#include <sys/resource.h>

#include <algorithm>
#include <fstream>

#include "line.h"
#include "raw_http2.h"
#include "sockets.h"
#include "tests/support/scenarios.h"

namespace maintendue::wire {
namespace {

const char* const kPing = "/x/Ping";

net::awaitable<Result<Bytes>> pong(Caller, Bytes) { co_return Bytes("pong"); }

// The most memory that this process had at once.
class Peak {
 public:
  Peak() {
    std::ofstream("/proc/self/clear_refs") << 5;  // proc(5): from now on
    before_ = kilobytes();
  }
  long grown() const { return kilobytes() - before_; }

 private:
  static long kilobytes() {
    std::ifstream status("/proc/self/status");
    for (std::string word; status >> word;) {
      long kilobytes = 0;
      if (word == "VmHWM:" && status >> kilobytes) return kilobytes;
    }
    return 0;
  }
  long before_;
};

class Flood : public Line {
 public:
  Flood() {
    options_.max_connections_per_address = 1000;
    options_.handshake_timeout = 1s;
  }
  void serve(int connections) {
    options_.max_connections = connections;
    server().on_call(kPing, pong);
    start();
  }
  Result<Bytes> ping() {
    const auto channel = open();
    return run(channel->call(kPing, "", 60s));
  }
  std::vector<Socket> strangers(int count) {
    std::vector<Socket> crowd;
    for (int i = 0; i < count; ++i) crowd.emplace_back(server().port());
    return crowd;
  }
  static constexpr int kCalls = 20'000;
  // `who`, or a stranger where those may call, calls that often while `main` has other work.
  void flood(const Holder* who, bool (RawHttp2::*call)(const std::string& method)) {
    if (who == nullptr) options_.client_roots.clear();
    options_.handshake_timeout = 10s;  // gRPC's threads have the flood to forget
    server().on_call(kPing, pong);
    int reached = 0;
    start([&reached](const Caller&) {
      ++reached;
      return Result<void>{};
    });
    RawHttp2 caller(server().port());
    until([&] { return server().connections() == 1; });
    caller.shake_hands(who);
    const Peak peak;
    for (int i = 0; i < kCalls && (caller.*call)(kPing); ++i) {
    }
    until([&] { return server().connections() == 0; });
    EXPECT_LT(reached, kCalls / 100);
#ifndef __SANITIZE_ADDRESS__  // which keeps what is freed
    EXPECT_LT(peak.grown(), 64 * 1024);
#endif
    EXPECT_EQ(ping(), Result<Bytes>("pong"));
  }
};

// Lowers this process's limit of descriptors, the hard one of a test stays.
class FewDescriptors {
 public:
  explicit FewDescriptors(int spare) {
    getrlimit(RLIMIT_NOFILE, &before_);
    rlimit low = before_;
    low.rlim_cur = static_cast<rlim_t>(open_descriptors() + spare);
    setrlimit(RLIMIT_NOFILE, &low);
  }
  ~FewDescriptors() { setrlimit(RLIMIT_NOFILE, &before_); }

 private:
  rlimit before_{};
};

TEST_F(Flood, OfIdleStrangersToTheCapIsOverWhenTheirHandshakeTimeIs) {
  serve(20);
  const auto crowd = strangers(60);
  until([&] { return server().connections() == 20; });
  EXPECT_EQ(ping(), Result<Bytes>("pong"));
}

TEST_F(Flood, ThatExhaustsDescriptorsDoesNotStopTheDoor) {
  serve(100);
  EXPECT_TRUE(ping());
  std::vector<Socket> crowd;
  {
    const FewDescriptors few(60);
    crowd.reserve(100);
    while (Socket::can_open() && crowd.size() < 100) {
      crowd.emplace_back(server().port());
      io_.poll();
      io_.restart();
    }
    const int inside = server().connections();
    EXPECT_GT(inside, 0);
    crowd.clear();
    until([&] { return server().connections() == 0; });
  }
  EXPECT_EQ(ping(), Result<Bytes>("pong"));
}

TEST_F(Flood, OfGarbageIsForgotten) {
  serve(100);
  auto crowd = strangers(30);
  for (Socket& stranger : crowd) stranger.send("GET / HTTP/1.1\r\nHost: relay\r\n\r\n");
  until([&] { return server().connections() == 0; });
  EXPECT_EQ(ping(), Result<Bytes>("pong"));
}

TEST_F(Flood, OfStreamsThatAreResetAtOnceLosesItsConnection) {
  flood(&nadia_, &RawHttp2::call_and_take_back);
}

TEST_F(Flood, OfAStrangersStreamsThatAreResetAtOnceLosesItsConnection) {
  flood(nullptr, &RawHttp2::call_and_take_back);
}

// A caller that acknowledges no settings is held to no number of streams by gRPC.
TEST_F(Flood, OfStreamsThatStayOpenLosesItsConnection) { flood(&nadia_, &RawHttp2::call); }

TEST_F(Flood, FillsClosesAndRefillsAHundredTimesWithRealClients) {
  const auto [scenarios, seed] = test::scenarios(100, 10);
  std::mt19937 random(seed);
  constexpr int kClients = 8;
  serve(kClients);
  EXPECT_TRUE(ping());
  until([&] { return server().connections() == 0; });
  const int before = open_descriptors();
  for (unsigned long scenario = 0; scenario < scenarios; ++scenario) {
    std::vector<std::unique_ptr<RpcChannel>> clients;
    for (int i = 0; i < kClients; ++i) {
      clients.push_back(open());
      ASSERT_FALSE(code(run(clients.back()->connect(60s)))) << "scenario " << scenario;
    }
    EXPECT_EQ(server().connections(), kClients);
    std::shuffle(clients.begin(), clients.end(), random);
    while (!clients.empty()) clients.pop_back();
    until([&] { return server().connections() == 0; });
    until([&] { return open_descriptors() <= before; });  // gRPC closes its own a moment later
  }
}

}  // namespace
}  // namespace maintendue::wire
