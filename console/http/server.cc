#include "console/http/server.h"

#include <fcntl.h>

#include <stdexcept>

#include "base/log.h"
#include "console/http/connection.h"

namespace maintendue::console {
namespace {

using boost::system::error_code;
using net::ip::tcp;

constexpr auto kComponent = "console.http";

// A browser that we start must not inherit our sockets.
void keep_to_ourselves(int descriptor) { ::fcntl(descriptor, F_SETFD, FD_CLOEXEC); }

}  // namespace

Server::Server(net::any_io_executor main, std::uint16_t port, const Premises& premises)
    : premises_(premises), acceptor_(main), accepting_(main), connections_(main) {
  error_code error;
  const tcp::endpoint here(net::ip::address_v4::loopback(), port);
  acceptor_.open(here.protocol(), error);
  const net::socket_base::reuse_address reuse(true);
  if (!error) acceptor_.set_option(reuse, error);
  if (!error) acceptor_.bind(here, error);
  if (!error) acceptor_.listen(net::socket_base::max_listen_connections, error);
  if (error) {
    throw std::runtime_error(
        "The port " + std::to_string(port) + " of this PC is not free (" + error.message() + ")."
    );
  }
  keep_to_ourselves(acceptor_.native_handle());
  authority_ = authority_at(acceptor_.local_endpoint().port());
}

void Server::start() { accepting_.spawn(accept()); }

net::awaitable<void> Server::stop() {
  co_await accepting_.stop();
  error_code ignored;  // nobody listens any more either way
  acceptor_.close(ignored);
  co_await connections_.stop();
}

net::awaitable<void> Server::accept() {
  for (;;) {
    error_code error;
    Socket socket = co_await acceptor_.async_accept(net::redirect_error(net::use_awaitable, error));
    if (error) {  // out of descriptors: some will be free again
      co_await premises_.timeline.sleep_for(std::chrono::seconds{1});
      continue;
    }
    if (connections_.size() >= kMostConnections) {
      log::event(kComponent, log::Level::debug, "too many connections");
      continue;  // closes it
    }
    keep_to_ourselves(socket.native_handle());
    socket.set_option(tcp::no_delay(true), error);
    connections_.spawn(serve(std::move(socket)));
  }
}

net::awaitable<void> Server::serve(Socket socket) {
  Connection connection(std::move(socket), authority_, premises_);
  co_await connection.run();
}

}  // namespace maintendue::console
