// How far a PC gets on its way to the relay, by what the kernel says of its interfaces.
#include "agent/service/link/ways.h"

#include <arpa/inet.h>
#include <gtest/gtest.h>
#include <net/if.h>
#include <netinet/in.h>

#include <deque>

namespace maintendue::agent {
namespace {

constexpr unsigned kRuns = IFF_UP | IFF_RUNNING;

// What getifaddrs(3) would have said.
class Said {
 public:
  Said& with(std::string name, unsigned flags, const char* address = nullptr) {
    names_.push_back(std::move(name));
    ifaddrs entry{};
    entry.ifa_name = names_.back().data();
    entry.ifa_flags = flags;
    if (address) entry.ifa_addr = socket_address(address);
    entries_.push_back(entry);
    return *this;
  }
  Ways ways() {
    for (std::size_t i = 0; i + 1 < entries_.size(); ++i) entries_[i].ifa_next = &entries_[i + 1];
    return ways_of(entries_.empty() ? nullptr : &entries_.front());
  }

 private:
  sockaddr* socket_address(const char* text) {
    sockaddr_storage& place = addresses_.emplace_back();
    auto* v4 = reinterpret_cast<sockaddr_in*>(&place);
    auto* v6 = reinterpret_cast<sockaddr_in6*>(&place);
    if (inet_pton(AF_INET, text, &v4->sin_addr) == 1) {
      v4->sin_family = AF_INET;
    } else {
      EXPECT_EQ(inet_pton(AF_INET6, text, &v6->sin6_addr), 1) << text;
      v6->sin6_family = AF_INET6;
    }
    return reinterpret_cast<sockaddr*>(&place);
  }

  std::deque<std::string> names_;
  std::deque<sockaddr_storage> addresses_;
  std::deque<ifaddrs> entries_;
};

TEST(Ways, LoopbackAloneIsNoDevice) {
  Said said;
  EXPECT_EQ(reach_of(false, said.ways()), Reach::NoDevice);
  said.with("lo", kRuns | IFF_LOOPBACK).with("lo", kRuns | IFF_LOOPBACK, "127.0.0.1");
  said.with("lo", kRuns | IFF_LOOPBACK, "::1");
  EXPECT_EQ(reach_of(false, said.ways()), Reach::NoDevice);
}

TEST(Ways, ADeviceWithoutAnAddressThatLeadsAnywhereHasJoinedNothing) {
  EXPECT_EQ(reach_of(false, Said().with("wlan0", 0).ways()), Reach::NoNetwork);
  EXPECT_EQ(reach_of(false, Said().with("wlan0", kRuns).ways()), Reach::NoNetwork);
  for (const char* nowhere : {"169.254.17.3", "fe80::1"}) {
    EXPECT_EQ(reach_of(false, Said().with("wlan0", kRuns, nowhere).ways()), Reach::NoNetwork);
  }
  EXPECT_EQ(reach_of(false, Said().with("wwan0", IFF_UP, "10.64.3.7").ways()), Reach::NoNetwork)
      << "it does not run";
}

TEST(Ways, AnAddressWithoutTheRelayIsNoInternet) {
  for (const char* address : {"10.64.3.7", "2001:db8::7", "169.253.255.255", "169.255.0.1"}) {
    SCOPED_TRACE(address);
    Said said;
    said.with("lo", kRuns | IFF_LOOPBACK, "127.0.0.1").with("wwan0", kRuns, address);
    EXPECT_EQ(reach_of(false, said.ways()), Reach::NoInternet);
    EXPECT_EQ(said.ways().addresses, std::set{"wwan0 " + std::string(address)});
  }
}

TEST(Ways, ARelayThatAnswersIsReachedWhateverTheKernelSays) {
  EXPECT_EQ(reach_of(true, Ways()), Reach::Relay);
}

TEST(Ways, TheKernelSaysSomethingHere) {
  const Ways ways = read_ways();
  EXPECT_TRUE(ways.device || ways.addresses.empty());
}

}  // namespace
}  // namespace maintendue::agent
