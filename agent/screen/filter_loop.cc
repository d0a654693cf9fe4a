#include "agent/screen/filter_loop.h"

#include <fcntl.h>
#include <poll.h>
#include <sys/socket.h>

#include <array>
#include <cerrno>
#include <chrono>

#include "base/log.h"

namespace maintendue::screen {
namespace {

// What waits in the kernel between us and the service. Linux doubles the figure for its own
// overhead and calls the socket writable below a quarter of that: 16 KiB, which is the room we
// speak of.
constexpr int kKernelBuffer = 32 * 1024;
// Inward: the viewer is read no further while this much waits for the other thread.
constexpr std::size_t kMostPosts = 256;
constexpr std::size_t kMostForLibrary = 16 * 1024;

void set_nonblocking(int descriptor) {
  ::fcntl(descriptor, F_SETFL, ::fcntl(descriptor, F_GETFL) | O_NONBLOCK);
}

enum class Moved { Some, None, PeerGone };

// Appends what can be read now to `into`.
Moved read_some(int descriptor, Bytes& into) {
  std::array<char, 32 * 1024> buffer;
  const ssize_t count = ::recv(descriptor, buffer.data(), buffer.size(), 0);
  if (count > 0) {
    into.append(buffer.data(), count);
    return Moved::Some;
  }
  return count < 0 && (errno == EAGAIN || errno == EINTR) ? Moved::None : Moved::PeerGone;
}

// Writes the front of `from`, as much as fits.
Moved write_some(int descriptor, Bytes& from) {
  if (from.empty()) return Moved::None;
  const ssize_t count = ::send(descriptor, from.data(), from.size(), MSG_NOSIGNAL);
  if (count >= 0) {
    from.erase(0, count);
    return Moved::Some;
  }
  return errno == EAGAIN || errno == EINTR ? Moved::None : Moved::PeerGone;
}

Ending ending_of(Failure failure) {
  switch (failure) {
    case Failure::NoDisplay:
      return Ending::NoDisplay;
    case Failure::BadMessage:
      return Ending::BadMessage;
    case Failure::DisplayLost:
      return Ending::DisplayLost;
  }
  return Ending::Over;
}

}  // namespace

FilterLoop::FilterLoop(
    int viewer,
    int service,
    int told_to_go,
    int library,
    Mailbox<ToRfb>& to_rfb,
    Mailbox<ToFilter>& from_rfb
)
    : viewer_(viewer),
      told_to_go_(told_to_go),
      library_(library),
      to_rfb_(to_rfb),
      from_rfb_(from_rfb),
      service_(service) {
  for (const int descriptor : {viewer, service, library}) set_nonblocking(descriptor);
  ::setsockopt(viewer, SOL_SOCKET, SO_SNDBUF, &kKernelBuffer, sizeof kKernelBuffer);
}

Ending FilterLoop::run() {
  while (!ending_) poll_once();
  obey({});
  to_rfb_.post(Stop{});
  return *ending_;
}

void FilterLoop::poll_once() {
  const bool crowded = to_rfb_.size() > kMostPosts || to_library_.size() > kMostForLibrary;
  const bool speaks = orders_.may_see() && (!to_viewer_.empty() || piece_done_);
  enum { kViewer, kService, kLibrary, kNews, kGo };
  std::array<pollfd, 5> all{{
      {viewer_, static_cast<short>((crowded ? 0 : POLLIN) | (speaks ? POLLOUT : 0)), 0},
      {service_.descriptor(),
       static_cast<short>(POLLIN | (service_.waits_to_write() ? POLLOUT : 0)), 0},
      {library_, static_cast<short>(POLLIN | (to_library_.empty() ? 0 : POLLOUT)), 0},
      {from_rfb_.descriptor(), POLLIN, 0},
      {told_to_go_, POLLIN, 0},
  }};
  // The rfb thread does not say when it has caught up with a crowd; look again soon.
  if (::poll(all.data(), all.size(), crowded ? 5 : -1) < 0) return;
  constexpr short kIn = POLLIN | POLLHUP | POLLERR;
  if (all[kGo].revents & kIn) return end(Ending::Over);
  if (all[kService].revents & kIn) read_service();
  if (all[kService].revents & POLLOUT) service_.write();
  if (all[kLibrary].revents & kIn) read_library();
  if (all[kNews].revents & kIn) read_rfb_news();
  if (all[kViewer].revents & kIn) read_viewer();
  write_library();
  write_viewer();
  grant_room();
}

void FilterLoop::read_service() {
  const auto orders = service_.read();
  if (!orders) {
    if (orders.error().code != Errc::PeerGone) {
      log::event("screen", log::Level::warning, "orders not understood");
    }
    return end(Ending::Over);
  }
  if (orders->has_value()) obey(**orders);
}

// The other thread hears of it before any input that comes after.
void FilterLoop::obey(Orders orders) {
  if (orders == orders_) return;
  orders_ = orders;
  filter_.obey(orders);
  to_rfb_.post(orders);
}

void FilterLoop::read_viewer() {
  Bytes bytes;
  const Moved moved = read_some(viewer_, bytes);
  if (moved == Moved::PeerGone) return end(Ending::Over);
  if (moved == Moved::None) return;
  auto passed = filter_.feed(bytes);
  if (!passed) {
    log::event(
        "screen", log::Level::debug, "the viewer broke the contract",
        {{"detail", passed.error().detail}}
    );
    service_.tell(Failed{Failure::BadMessage});
    return end(Ending::BadMessage);
  }
  to_library_ += passed->for_library;
  for (Said& said : passed->said) to_rfb_.post(std::move(said));
}

void FilterLoop::read_library() {
  if (read_some(library_, to_viewer_) != Moved::PeerGone) return;
  read_rfb_news();  // why it left was posted before
  end(Ending::Over);
}

void FilterLoop::read_rfb_news() {
  for (const ToFilter& news : from_rfb_.take()) {
    if (const auto* ready = std::get_if<Ready>(&news)) service_.tell(*ready);
    if (std::holds_alternative<PieceDone>(news)) {
      piece_done_ = true;
      while (read_some(library_, to_viewer_) == Moved::Some) continue;  // it is all there by now
    }
    if (const auto* failed = std::get_if<Failed>(&news)) {
      service_.tell(*failed);
      end(ending_of(failed->why));
    }
  }
}

void FilterLoop::write_library() {
  if (write_some(library_, to_library_) == Moved::PeerGone) end(Ending::Over);
}

void FilterLoop::write_viewer() {
  if (!orders_.may_see()) return;
  if (write_some(viewer_, to_viewer_) == Moved::PeerGone) end(Ending::Over);
}

void FilterLoop::grant_room() {
  if (!piece_done_ || !to_viewer_.empty() || !orders_.may_see()) return;
  pollfd way_out{viewer_, POLLOUT, 0};
  if (::poll(&way_out, 1, 0) <= 0) return;
  piece_done_ = false;
  to_rfb_.post(Room{});
}

void FilterLoop::end(Ending why) {
  if (!ending_) ending_ = why;
}

}  // namespace maintendue::screen
