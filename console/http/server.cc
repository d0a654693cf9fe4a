#include "console/http/server.h"

#include "base/log.h"
#include "console/http/connection.h"
#include "console/http/loopback.h"

namespace maintendue::console {
namespace {

using boost::system::error_code;
using net::ip::tcp;

constexpr auto kComponent = "console.http";

}  // namespace

Server::Server(net::any_io_executor main, std::uint16_t port, const Premises& premises)
    : premises_(premises),
      acceptors_(listen_on_loopback(main, port)),
      authority_(authority_at(acceptors_.front().local_endpoint().port())),
      accepting_(main),
      connections_(main) {}

void Server::start() {
  for (tcp::acceptor& acceptor : acceptors_) accepting_.spawn(accept(acceptor));
}

net::awaitable<void> Server::stop() {
  co_await accepting_.stop();
  error_code ignored;  // nobody listens any more either way
  for (tcp::acceptor& acceptor : acceptors_) acceptor.close(ignored);
  co_await connections_.stop();
}

net::awaitable<void> Server::accept(tcp::acceptor& acceptor) {
  for (;;) {
    error_code error;
    Socket socket = co_await acceptor.async_accept(net::redirect_error(net::use_awaitable, error));
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
