#include "agent/service/desktop/seat_watch.h"

#include <sys/inotify.h>
#include <unistd.h>

#include <array>
#include <boost/asio/posix/stream_descriptor.hpp>

namespace maintendue::agent {
namespace {

using namespace std::chrono_literals;

constexpr auto kLookAgain = 5s;
// logind writes a seat's file aside and renames it, as sd_login_monitor_new(3) expects too.
constexpr std::uint32_t kMoves = IN_MOVED_TO | IN_CLOSE_WRITE | IN_DELETE;
constexpr std::uint32_t kEnds = IN_DELETE_SELF | IN_MOVE_SELF;

// Takes what is there; false when the folder itself went. What it says beyond that does not matter.
bool drain(int fd) {
  alignas(inotify_event) std::array<char, 4096> events;
  bool stands = true;
  for (ssize_t got; (got = ::read(fd, events.data(), events.size())) > 0;) {
    for (ssize_t at = 0; at < got;) {
      const auto* event = reinterpret_cast<const inotify_event*>(events.data() + at);
      if (event->mask & (kEnds | IN_IGNORED)) stands = false;
      at += static_cast<ssize_t>(sizeof(inotify_event) + event->len);
    }
  }
  return stands;
}

}  // namespace

SeatWatch::SeatWatch(
    net::any_io_executor main,
    wire::Timeline& timeline,
    std::filesystem::path folder,
    std::function<void()> changed
)
    : main_(std::move(main)),
      timeline_(timeline),
      folder_(std::move(folder)),
      changed_(std::move(changed)) {}

net::awaitable<void> SeatWatch::run() {
  for (;;) {
    co_await watch();
    changed_();  // while nobody watched
    co_await timeline_.sleep_for(kLookAgain);
  }
}

net::awaitable<void> SeatWatch::watch() {
  const int fd = ::inotify_init1(IN_NONBLOCK | IN_CLOEXEC);
  if (fd < 0) co_return;
  net::posix::stream_descriptor moves(main_, fd);
  if (::inotify_add_watch(fd, folder_.c_str(), kMoves | kEnds | IN_ONLYDIR) < 0) co_return;
  for (bool stands = true; stands;) {
    changed_();
    co_await moves.async_wait(net::posix::stream_descriptor::wait_read, net::use_awaitable);
    stands = drain(fd);
  }
}

}  // namespace maintendue::agent
