#include "console/http/loopback.h"

#include <fcntl.h>

#include <stdexcept>
#include <string>

namespace maintendue::console {
namespace {

using boost::system::error_code;
using net::ip::tcp;

constexpr int kMostTries = 16;  // each finds a port of 127.0.0.1 that somebody has at ::1

tcp::acceptor listen_at(
    const net::any_io_executor& main, const tcp::endpoint& here, error_code& error
) {
  tcp::acceptor acceptor(main);
  acceptor.open(here.protocol(), error);
  if (error) return acceptor;
  keep_to_ourselves(acceptor.native_handle());
  acceptor.set_option(net::socket_base::reuse_address(true), error);
  if (!error) acceptor.bind(here, error);
  if (!error) acceptor.listen(net::socket_base::max_listen_connections, error);
  return acceptor;
}

// Nobody can listen there then.
bool is_absent(const error_code& error) {
  return error == net::error::address_family_not_supported ||
         error == error_code(EADDRNOTAVAIL, boost::system::system_category());
}

}  // namespace

void keep_to_ourselves(int socket) { ::fcntl(socket, F_SETFD, FD_CLOEXEC); }

std::vector<tcp::acceptor> listen_on_loopback(
    const net::any_io_executor& main, std::uint16_t port
) {
  tcp::endpoint here;
  error_code error;
  for (int tries = port == 0 ? kMostTries : 1; tries > 0; --tries) {
    std::vector<tcp::acceptor> both;
    here = tcp::endpoint(net::ip::address_v4::loopback(), port);
    both.push_back(listen_at(main, here, error));
    if (error) break;
    here = tcp::endpoint(net::ip::address_v6::loopback(), both[0].local_endpoint().port());
    tcp::acceptor second = listen_at(main, here, error);
    if (!error) both.push_back(std::move(second));
    if (!error || is_absent(error)) return both;
    if (error != net::error::address_in_use) break;
  }
  throw std::runtime_error(
      "The console must have 127.0.0.1 and ::1 of this PC to itself, and the port " +
      std::to_string(here.port()) + " of " + here.address().to_string() + " can't be had (" +
      error.message() + ")."
  );
}

}  // namespace maintendue::console
