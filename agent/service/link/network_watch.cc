#include "agent/service/link/network_watch.h"

#include <linux/rtnetlink.h>
#include <sys/socket.h>
#include <unistd.h>

#include <array>
#include <boost/asio/posix/stream_descriptor.hpp>
#include <boost/asio/redirect_error.hpp>

#include "agent/service/link/ways.h"
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

}  // namespace

NetworkWatch::NetworkWatch(
    net::any_io_executor main, wire::Timeline& timeline, std::function<void()> changed
)
    : main_(std::move(main)), timeline_(timeline), changed_(std::move(changed)) {}

net::awaitable<void> NetworkWatch::run() {
  const int fd = open_route_socket();
  if (fd < 0) {
    log::event("agent.network", log::Level::warning, "network changes are not told here");
    co_return;
  }
  net::posix::stream_descriptor route(main_, fd);
  Ways known = read_ways();
  for (;;) {
    co_await route.async_wait(net::posix::stream_descriptor::wait_read, net::use_awaitable);
    co_await timeline_.sleep_for(kSettle);
    drain(fd);
    Ways now = read_ways();
    if (now == known) continue;
    known = std::move(now);
    log::event("agent.network", log::Level::info, "network changed");
    changed_();
  }
}

}  // namespace maintendue::agent
