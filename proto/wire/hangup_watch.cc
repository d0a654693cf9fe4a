#include "wire/hangup_watch.h"

#include <fcntl.h>
#include <sys/epoll.h>
#include <sys/socket.h>
#include <unistd.h>

#include <array>
#include <boost/system/system_error.hpp>

namespace maintendue::wire {
namespace {

int new_epoll() {
  const int epoll = epoll_create1(EPOLL_CLOEXEC);
  if (epoll < 0) throw boost::system::system_error(errno, boost::system::system_category());
  return epoll;
}

}  // namespace

HangupWatch::HangupWatch(const net::any_io_executor& main, Gone gone)
    : epoll_(main, new_epoll()), gone_(std::move(gone)) {
  wait();
}

int HangupWatch::add(int socket) {
  const int duplicate = fcntl(socket, F_DUPFD_CLOEXEC, 0);
  if (duplicate < 0) return -1;
  epoll_event event{};
  event.events = EPOLLRDHUP | EPOLLONESHOT;  // errors and hang-ups come unasked
  event.data.fd = duplicate;
  if (epoll_ctl(epoll_.native_handle(), EPOLL_CTL_ADD, duplicate, &event) != 0) {
    close(duplicate);
    return -1;
  }
  duplicates_.insert(duplicate);
  return duplicate;
}

void HangupWatch::cut(int id) {
  if (duplicates_.contains(id)) shutdown(id, SHUT_RDWR);
}

void HangupWatch::cut_all() {
  for (const int duplicate : duplicates_) {
    shutdown(duplicate, SHUT_RDWR);
    close(duplicate);
  }
  duplicates_.clear();
}

void HangupWatch::wait() {
  auto ready = [this, alive = std::weak_ptr(alive_)](boost::system::error_code error) {
    if (error || alive.expired()) return;
    collect();
    wait();
  };
  epoll_.async_wait(net::posix::descriptor_base::wait_read, std::move(ready));
}

void HangupWatch::collect() {
  std::array<epoll_event, 64> events;
  for (;;) {
    const int epoll = epoll_.native_handle();
    const int count = epoll_wait(epoll, events.data(), static_cast<int>(events.size()), 0);
    for (int i = 0; i < count; ++i) {
      const int duplicate = events[static_cast<std::size_t>(i)].data.fd;
      if (duplicates_.erase(duplicate) == 0) continue;
      epoll_ctl(epoll, EPOLL_CTL_DEL, duplicate, nullptr);  // gRPC's descriptor would keep it there
      close(duplicate);
      gone_(duplicate);
    }
    if (count < static_cast<int>(events.size())) return;
  }
}

}  // namespace maintendue::wire
