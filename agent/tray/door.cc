#include "agent/tray/door.h"

#include <sys/socket.h>
#include <sys/un.h>

#include <algorithm>
#include <array>
#include <cerrno>
#include <cstring>

namespace maintendue::tray {
namespace {

constexpr std::size_t kMostDescriptors = 8;  // more than any message has: the rest would be cut off

// The descriptors of one recvmsg, owned before anything else can go wrong.
std::vector<Descriptor> rights_of(msghdr& header) {
  std::vector<Descriptor> rights;
  for (cmsghdr* part = CMSG_FIRSTHDR(&header); part; part = CMSG_NXTHDR(&header, part)) {
    if (part->cmsg_level != SOL_SOCKET || part->cmsg_type != SCM_RIGHTS) continue;
    const std::size_t count = (part->cmsg_len - CMSG_LEN(0)) / sizeof(int);
    for (std::size_t i = 0; i < count; ++i) {
      int number = -1;
      std::memcpy(&number, CMSG_DATA(part) + i * sizeof(int), sizeof(int));
      rights.emplace_back(number);
    }
  }
  return rights;
}

}  // namespace

Result<Door> Door::knock(const std::string& path) {
  sockaddr_un address{};
  address.sun_family = AF_UNIX;
  if (path.size() >= sizeof(address.sun_path)) return fail(Errc::NotFound, "socket path too long");
  path.copy(address.sun_path, path.size());
  Descriptor socket(::socket(AF_UNIX, SOCK_STREAM | SOCK_CLOEXEC | SOCK_NONBLOCK, 0));
  if (!socket) return fail(Errc::Internal, std::strerror(errno));
  const auto* generic = reinterpret_cast<const sockaddr*>(&address);
  if (::connect(socket.get(), generic, sizeof(address)) != 0) {
    return fail(Errc::PeerGone, std::strerror(errno));
  }
  return Door(std::move(socket));
}

Result<Delivery> Door::receive() {
  for (;;) {
    Result<std::optional<Bytes>> next = reader_.next();
    if (!next) return tl::unexpected(next.error());
    if (*next) {
      std::vector<Descriptor> descriptors = std::exchange(travelling_, {});
      Result<Message> message = read_message(**next);
      if (!message) return tl::unexpected(message.error());
      return Delivery{std::move(*message), std::move(descriptors)};
    }
    Result<void> came = take_in();
    if (!came) return tl::unexpected(came.error());
  }
}

// Never reads into the next message, so that descriptors cannot be taken for another's.
Result<void> Door::take_in() {
  std::array<char, 1024> buffer;
  iovec part{buffer.data(), std::min(buffer.size(), reader_.lacks())};
  alignas(cmsghdr) std::array<char, CMSG_SPACE(sizeof(int) * kMostDescriptors)> control;
  msghdr header{};
  header.msg_iov = &part;
  header.msg_iovlen = 1;
  header.msg_control = control.data();
  header.msg_controllen = control.size();
  const ssize_t got = ::recvmsg(socket_.get(), &header, MSG_CMSG_CLOEXEC | MSG_DONTWAIT);
  if (got < 0 && (errno == EAGAIN || errno == EINTR)) return fail(Errc::Cancelled);
  if (got <= 0) return fail(Errc::PeerGone, "the service left");
  for (Descriptor& right : rights_of(header)) travelling_.push_back(std::move(right));
  if (header.msg_flags & MSG_CTRUNC || travelling_.size() > kMostDescriptors) {
    return fail(Errc::BadMessage, "too many descriptors");
  }
  reader_.feed({buffer.data(), static_cast<std::size_t>(got)});
  return {};
}

bool Door::send(BytesView message) {
  const Bytes frame = local::encode(message);
  const ssize_t sent =
      ::send(socket_.get(), frame.data(), frame.size(), MSG_NOSIGNAL | MSG_DONTWAIT);
  return sent == static_cast<ssize_t>(frame.size());
}

}  // namespace maintendue::tray
