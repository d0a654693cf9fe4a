#include "agent/screen/service_socket.h"

#include <sys/socket.h>

#include <array>
#include <cerrno>

#include "maintendue/local/v1/pc.pb.h"

namespace maintendue::screen {
namespace {

namespace pb = maintendue::local::v1;

Result<Orders> read_orders(BytesView message) {
  pb::ScreenOrders orders;
  if (!orders.ParseFromArray(message.data(), static_cast<int>(message.size()))) {
    return fail(Errc::BadMessage, "orders");
  }
  switch (orders.scope()) {
    case v1::SCOPE_UNSPECIFIED:
      return Orders{lease::Scope::Nothing, orders.input_suspended()};
    case v1::SCOPE_VIEW:
      return Orders{lease::Scope::View, orders.input_suspended()};
    case v1::SCOPE_CONTROL:
      return Orders{lease::Scope::Control, orders.input_suspended()};
    default:
      return fail(Errc::BadMessage, "scope of orders");
  }
}

pb::ScreenFailed::Why why(Failure failure) {
  switch (failure) {
    case Failure::NoDisplay:
      return pb::ScreenFailed::NO_DISPLAY;
    case Failure::BadMessage:
      return pb::ScreenFailed::BAD_MESSAGE;
    case Failure::DisplayLost:
      return pb::ScreenFailed::DISPLAY_LOST;
  }
  return pb::ScreenFailed::WHY_UNSPECIFIED;
}

}  // namespace

Result<std::optional<Orders>> ServiceSocket::read() {
  std::array<char, 4096> buffer;
  const ssize_t count = ::recv(descriptor_, buffer.data(), buffer.size(), MSG_DONTWAIT);
  if (count < 0 && (errno == EAGAIN || errno == EINTR)) return std::nullopt;
  if (count <= 0) return fail(Errc::PeerGone, "the service");
  incoming_.feed({buffer.data(), static_cast<std::size_t>(count)});
  std::optional<Orders> newest;
  for (;;) {
    const auto message = incoming_.next();
    if (!message) return tl::unexpected<Error>(message.error());
    if (!message->has_value()) return newest;
    const Result<Orders> orders = read_orders(**message);
    if (!orders) return tl::unexpected<Error>(orders.error());
    newest = *orders;
  }
}

void ServiceSocket::tell(const Ready& ready) {
  pb::ScreenNews news;
  news.mutable_ready()->set_width(ready.size.width);
  news.mutable_ready()->set_height(ready.size.height);
  outgoing_ += local::encode(news.SerializeAsString());
  write();
}

void ServiceSocket::tell(const Failed& failed) {
  pb::ScreenNews news;
  news.mutable_failed()->set_why(why(failed.why));
  outgoing_ += local::encode(news.SerializeAsString());
  write();
}

void ServiceSocket::write() {
  const ssize_t count =
      ::send(descriptor_, outgoing_.data(), outgoing_.size(), MSG_DONTWAIT | MSG_NOSIGNAL);
  if (count > 0) outgoing_.erase(0, count);
}

}  // namespace maintendue::screen
