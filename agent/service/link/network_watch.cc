#include "agent/service/link/network_watch.h"

#include <arpa/inet.h>
#include <ifaddrs.h>
#include <linux/rtnetlink.h>
#include <net/if.h>
#include <netinet/in.h>
#include <sys/socket.h>
#include <unistd.h>

#include <array>
#include <boost/asio/posix/stream_descriptor.hpp>
#include <boost/asio/redirect_error.hpp>
#include <memory>

#include "base/log.h"

namespace maintendue::agent {
namespace {

using namespace std::chrono_literals;

constexpr auto kSettle = 1s;

// -1 where the kernel or a sandbox refuses.
int open_route_socket() {
  const int fd = ::socket(AF_NETLINK, SOCK_RAW | SOCK_CLOEXEC | SOCK_NONBLOCK, NETLINK_ROUTE);
  sockaddr_nl groups{};
  groups.nl_family = AF_NETLINK;
  groups.nl_groups = RTMGRP_LINK | RTMGRP_IPV4_IFADDR | RTMGRP_IPV6_IFADDR;
  if (fd >= 0 && ::bind(fd, reinterpret_cast<sockaddr*>(&groups), sizeof groups) == 0) return fd;
  if (fd >= 0) ::close(fd);
  return -1;
}

// What it says does not matter: we look for ourselves, and so nothing is lost when it overflows.
void drain(int fd) {
  std::array<char, 4096> message;
  while (::recv(fd, message.data(), message.size(), 0) >= 0 || errno == ENOBUFS) {
  }
}

std::string text_of(const sockaddr* address) {
  std::array<char, INET6_ADDRSTRLEN> text{};
  if (address->sa_family == AF_INET) {
    const auto* v4 = reinterpret_cast<const sockaddr_in*>(address);
    inet_ntop(AF_INET, &v4->sin_addr, text.data(), text.size());
  } else if (address->sa_family == AF_INET6) {
    const auto* v6 = reinterpret_cast<const sockaddr_in6*>(address);
    if (IN6_IS_ADDR_LINKLOCAL(&v6->sin6_addr)) return {};
    inet_ntop(AF_INET6, &v6->sin6_addr, text.data(), text.size());
  }
  return text.data();
}

}  // namespace

NetworkWatch::NetworkWatch(
    net::any_io_executor main, wire::Timeline& timeline, std::function<void()> changed
)
    : main_(std::move(main)), timeline_(timeline), changed_(std::move(changed)) {}

NetworkWatch::Addresses NetworkWatch::addresses() {
  ifaddrs* list = nullptr;
  if (::getifaddrs(&list) != 0) return {};
  const std::unique_ptr<ifaddrs, decltype(&::freeifaddrs)> owner(list, ::freeifaddrs);
  constexpr unsigned kRuns = IFF_UP | IFF_RUNNING;
  Addresses found;
  for (const ifaddrs* at = list; at != nullptr; at = at->ifa_next) {
    const bool counts = at->ifa_addr != nullptr && (at->ifa_flags & kRuns) == kRuns &&
                        (at->ifa_flags & IFF_LOOPBACK) == 0;
    const std::string address = counts ? text_of(at->ifa_addr) : std::string();
    if (!address.empty()) found.insert(std::string(at->ifa_name) + " " + address);
  }
  return found;
}

net::awaitable<void> NetworkWatch::run() {
  const int fd = open_route_socket();
  if (fd < 0) {
    log::event("agent.network", log::Level::warning, "network changes are not told here");
    co_return;
  }
  net::posix::stream_descriptor route(main_, fd);
  Addresses known = addresses();
  for (;;) {
    co_await route.async_wait(net::posix::stream_descriptor::wait_read, net::use_awaitable);
    co_await timeline_.sleep_for(kSettle);
    drain(fd);
    Addresses now = addresses();
    if (now == known) continue;
    known = std::move(now);
    log::event("agent.network", log::Level::info, "network changed");
    changed_();
  }
}

}  // namespace maintendue::agent
