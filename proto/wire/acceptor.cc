#include "wire/acceptor.h"

#include <netinet/in.h>
#include <netinet/tcp.h>
#include <sys/socket.h>
#include <unistd.h>

#include <cerrno>

#include "base/address_block.h"
#include "base/log.h"
#include "wire/limits.h"
#include "wire/peer.h"

namespace maintendue::wire {
namespace {

constexpr std::chrono::milliseconds kPause{200};
constexpr int kMostAtOnce = 64;  // then the rest of `main` has its turn

std::string block_of(const sockaddr_storage& peer) {
  const bool v4 = peer.ss_family == AF_INET;
  const auto& in4 = reinterpret_cast<const sockaddr_in&>(peer).sin_addr;
  const auto& in6 = reinterpret_cast<const sockaddr_in6&>(peer).sin6_addr;
  const char* address =
      v4 ? reinterpret_cast<const char*>(&in4) : reinterpret_cast<const char*>(&in6);
  return std::string(address_block({address, v4 ? sizeof in4 : sizeof in6}));
}

void set_options(int socket) {
  const int on = 1;
  setsockopt(socket, IPPROTO_TCP, TCP_NODELAY, &on, sizeof on);
  const unsigned ms = std::chrono::milliseconds(kPingAnswer).count();
  setsockopt(socket, IPPROTO_TCP, TCP_USER_TIMEOUT, &ms, sizeof ms);
}

}  // namespace

Acceptor::Acceptor(
    const net::any_io_executor& main,
    const std::string& address,
    std::uint16_t port,
    AcceptorLimits limits,
    HandOver hand_over
)
    : limits_(limits),
      hand_over_(std::move(hand_over)),
      acceptor_(main),
      retry_(main),
      watch_(main, [this](int id) { gone(id); }) {
  const net::ip::tcp::endpoint endpoint(net::ip::make_address(address), port);
  acceptor_.open(endpoint.protocol());
  acceptor_.set_option(net::socket_base::reuse_address(true));
  acceptor_.bind(endpoint);
  acceptor_.listen();
  acceptor_.non_blocking(true);
  port_ = acceptor_.local_endpoint().port();
  wait();
}

void Acceptor::close() {
  acceptor_.close();
  retry_.cancel();
}

void Acceptor::wait() {
  if (waiting_ || !acceptor_.is_open() || connections() >= limits_.connections) return;
  waiting_ = true;
  auto ready = [this, alive = std::weak_ptr(alive_)](boost::system::error_code error) {
    if (alive.expired()) return;
    waiting_ = false;
    if (!error) accept_all();
  };
  acceptor_.async_wait(net::socket_base::wait_read, std::move(ready));
}

void Acceptor::accept_all() {
  for (int i = 0; i < kMostAtOnce && acceptor_.is_open(); ++i) {
    if (connections() >= limits_.connections || !accept_one()) return;
  }
  wait();
}

// False when there is nobody left to accept for now; then the next wait is arranged.
bool Acceptor::accept_one() {
  sockaddr_storage peer{};
  socklen_t size = sizeof peer;
  const int socket = accept4(
      acceptor_.native_handle(), reinterpret_cast<sockaddr*>(&peer), &size,
      SOCK_NONBLOCK | SOCK_CLOEXEC
  );
  if (socket >= 0) {
    admit(socket, peer);
    return true;
  }
  switch (errno) {
    case EMFILE:
    case ENFILE:
    case ENOBUFS:
    case ENOMEM:
      pause();
      return false;
    case EAGAIN:
      wait();
      return false;
    default:
      return true;  // that one left before we took it
  }
}

void Acceptor::admit(int socket, const sockaddr_storage& peer) {
  const std::string address = block_of(peer);
  int& from_there = per_address_[address];
  const int id = from_there < limits_.connections_per_address ? watch_.add(socket) : -1;
  if (id < 0) {
    if (from_there == 0) per_address_.erase(address);
    ::close(socket);
    return;
  }
  ++from_there;
  guests_.emplace(id, Guest{address, endpoint_of(peer)});
  set_options(socket);
  hand_over_(socket);
}

void Acceptor::cut(const net::ip::tcp::endpoint& peer) {
  for (const auto& [id, guest] : guests_) {
    if (guest.peer == peer) watch_.cut(id);
  }
}

void Acceptor::pause() {
  log::event("wire.acceptor", log::Level::debug, "out of descriptors, pausing");
  retry_.expires_after(kPause);
  retry_.async_wait([this, alive = std::weak_ptr(alive_)](boost::system::error_code error) {
    if (!error && !alive.expired()) wait();
  });
}

void Acceptor::gone(int id) {
  const auto place = guests_.find(id);
  const auto count = per_address_.find(place->second.address);
  if (--count->second == 0) per_address_.erase(count);
  guests_.erase(place);
  wait();
}

}  // namespace maintendue::wire
