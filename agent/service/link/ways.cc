#include "agent/service/link/ways.h"

#include <arpa/inet.h>
#include <net/if.h>
#include <netinet/in.h>
#include <sys/socket.h>

#include <array>
#include <memory>

namespace maintendue::agent {
namespace {

constexpr unsigned kRuns = IFF_UP | IFF_RUNNING;
constexpr in_addr_t kSelfGiven = 0xa9fe0000, kSelfGivenMask = 0xffff0000;  // 169.254.0.0/16

// Empty for an address that leads nowhere, or that is none.
std::string text_of(const sockaddr* address) {
  std::array<char, INET6_ADDRSTRLEN> text{};
  if (address->sa_family == AF_INET) {
    const auto* v4 = reinterpret_cast<const sockaddr_in*>(address);
    if ((ntohl(v4->sin_addr.s_addr) & kSelfGivenMask) == kSelfGiven) return {};
    inet_ntop(AF_INET, &v4->sin_addr, text.data(), text.size());
  } else if (address->sa_family == AF_INET6) {
    const auto* v6 = reinterpret_cast<const sockaddr_in6*>(address);
    if (IN6_IS_ADDR_LINKLOCAL(&v6->sin6_addr)) return {};
    inet_ntop(AF_INET6, &v6->sin6_addr, text.data(), text.size());
  }
  return text.data();
}

}  // namespace

Ways ways_of(const ifaddrs* list) {
  Ways ways;
  for (const ifaddrs* at = list; at != nullptr; at = at->ifa_next) {
    if ((at->ifa_flags & IFF_LOOPBACK) != 0) continue;
    ways.device = true;
    const bool counts = at->ifa_addr != nullptr && (at->ifa_flags & kRuns) == kRuns;
    const std::string address = counts ? text_of(at->ifa_addr) : std::string();
    if (!address.empty()) ways.addresses.insert(std::string(at->ifa_name) + " " + address);
  }
  return ways;
}

Ways read_ways() {
  ifaddrs* list = nullptr;
  if (::getifaddrs(&list) != 0) return {};
  const std::unique_ptr<ifaddrs, decltype(&::freeifaddrs)> owner(list, ::freeifaddrs);
  return ways_of(list);
}

Reach reach_of(bool connected, const Ways& ways) {
  if (connected) return Reach::Relay;
  if (!ways.device) return Reach::NoDevice;
  return ways.addresses.empty() ? Reach::NoNetwork : Reach::NoInternet;
}

}  // namespace maintendue::agent
