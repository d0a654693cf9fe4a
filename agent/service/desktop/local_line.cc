#include "agent/service/desktop/local_line.h"

#include <poll.h>
#include <sys/socket.h>

#include <array>
#include <boost/asio/redirect_error.hpp>
#include <cassert>
#include <cstring>

namespace maintendue::agent {
namespace {

constexpr std::size_t kMostDescriptors = 2;

}  // namespace

net::awaitable<Result<Bytes>> LocalLine::read() {
  std::array<char, 4096> buffer;
  for (;;) {
    Result<std::optional<Bytes>> next = reader_.next();
    if (!next) co_return tl::unexpected(next.error());
    if (*next) co_return std::move(**next);
    boost::system::error_code error;
    const std::size_t got = co_await socket_.async_read_some(
        net::buffer(buffer), net::redirect_error(net::use_awaitable, error)
    );
    if (error) co_return fail(Errc::PeerGone, error.message());
    reader_.feed({buffer.data(), got});
  }
}

// One sendmsg for the whole frame, so that the descriptors arrive with its first byte.
Result<void> LocalLine::post(BytesView message, std::span<const int> descriptors) {
  assert(descriptors.size() <= kMostDescriptors);
  Bytes frame = local::encode(message);
  iovec part{frame.data(), frame.size()};
  alignas(cmsghdr) char control[CMSG_SPACE(sizeof(int) * kMostDescriptors)] = {};
  msghdr header{};
  header.msg_iov = &part;
  header.msg_iovlen = 1;
  if (!descriptors.empty()) {
    header.msg_control = control;
    header.msg_controllen = CMSG_SPACE(descriptors.size_bytes());
    cmsghdr* rights = CMSG_FIRSTHDR(&header);
    rights->cmsg_level = SOL_SOCKET;
    rights->cmsg_type = SCM_RIGHTS;
    rights->cmsg_len = CMSG_LEN(descriptors.size_bytes());
    std::memcpy(CMSG_DATA(rights), descriptors.data(), descriptors.size_bytes());
  }
  if (!socket_.is_open()) return fail(Errc::PeerGone, "line closed");
  const ssize_t sent = ::sendmsg(socket_.native_handle(), &header, MSG_NOSIGNAL | MSG_DONTWAIT);
  if (sent != static_cast<ssize_t>(frame.size())) return fail(Errc::PeerGone, "line not read");
  return {};
}

bool LocalLine::hung_up() {
  pollfd end{socket_.native_handle(), POLLRDHUP, 0};
  return !socket_.is_open() || ::poll(&end, 1, 0) != 0;
}

void LocalLine::close() {
  boost::system::error_code ignored;  // closing a closed line is fine
  socket_.close(ignored);
}

}  // namespace maintendue::agent
