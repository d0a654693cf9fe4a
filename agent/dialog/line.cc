#include "agent/dialog/line.h"

#include <fcntl.h>
#include <glib-unix.h>
#include <poll.h>
#include <sys/socket.h>
#include <unistd.h>

#include <array>
#include <cerrno>

#include "agent/dialog/wire.h"

namespace maintendue::dialog {
namespace {

constexpr auto kSomething = static_cast<GIOCondition>(G_IO_IN | G_IO_HUP | G_IO_ERR);

}  // namespace

Line::Line(int descriptor) : descriptor_(descriptor) {
  fcntl(descriptor_, F_SETFD, FD_CLOEXEC);
  fcntl(descriptor_, F_SETFL, O_NONBLOCK);
}

Line::~Line() {
  if (watch_ != 0) g_source_remove(watch_);
  if (came_already_ != 0) g_source_remove(came_already_);
  close(descriptor_);
}

Result<bool> Line::take_in() {
  std::array<char, 4096> buffer;
  const ssize_t got = ::read(descriptor_, buffer.data(), buffer.size());
  if (got < 0 && (errno == EAGAIN || errno == EINTR)) return false;
  if (got <= 0) return fail(Errc::PeerGone, "the service left");
  reader_.feed({buffer.data(), static_cast<std::size_t>(got)});
  return true;
}

bool Line::spoken_to() const {
  pollfd heard{descriptor_, POLLIN, 0};
  return poll(&heard, 1, 0) != 0;
}

Result<Message> Line::first() {
  for (;;) {
    Result<std::optional<Bytes>> next = reader_.next();
    if (!next) return tl::unexpected(next.error());
    if (*next) return read_message(**next);
    wait_readable();
    Result<bool> came = take_in();
    if (!came) return tl::unexpected(came.error());
  }
}

void Line::wait_readable() {
  bool readable = false;
  g_unix_fd_add(
      descriptor_, kSomething,
      [](gint, GIOCondition, gpointer told) -> gboolean {
        *static_cast<bool*>(told) = true;
        return G_SOURCE_REMOVE;
      },
      &readable
  );
  while (!readable) g_main_context_iteration(nullptr, TRUE);
}

void Line::listen(OnMessage on_message, OnEnd on_end) {
  on_message_ = std::move(on_message);
  on_end_ = std::move(on_end);
  watch_ = g_unix_fd_add(descriptor_, kSomething, &Line::readable, this);
  came_already_ = g_idle_add(&Line::hand_out_what_came, this);
}

// Behind the first message, in one piece with it.
gboolean Line::hand_out_what_came(gpointer self) {
  Line& line = *static_cast<Line*>(self);
  line.came_already_ = 0;
  if (!line.hand_out()) line.end();
  return G_SOURCE_REMOVE;
}

gboolean Line::readable(gint, GIOCondition, gpointer self) {
  Line& line = *static_cast<Line*>(self);
  Result<bool> came = line.take_in();
  if (came && line.hand_out()) return G_SOURCE_CONTINUE;
  line.watch_ = 0;
  line.end();
  return G_SOURCE_REMOVE;
}

Result<void> Line::hand_out() {
  for (;;) {
    Result<std::optional<Bytes>> next = reader_.next();
    if (!next) return tl::unexpected(next.error());
    if (!*next) return {};
    Result<Message> message = read_message(**next);
    if (!message) return tl::unexpected(message.error());
    on_message_(*message);
  }
}

void Line::say(BytesView message) {
  if (ended_) return;
  const Bytes frame = local::encode(message);
  const ssize_t sent = ::send(descriptor_, frame.data(), frame.size(), MSG_NOSIGNAL | MSG_DONTWAIT);
  if (sent != static_cast<ssize_t>(frame.size())) end();
}

void Line::end() {
  if (std::exchange(ended_, true)) return;
  if (on_end_) on_end_();
}

}  // namespace maintendue::dialog
