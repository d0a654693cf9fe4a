// Where the browser of the person at this PC finds us, and nobody else can listen.
#pragma once

#include <boost/asio/ip/tcp.hpp>
#include <vector>

#include "wire/net.h"

namespace maintendue::console {

// Listens at 127.0.0.1 and at ::1, on the same port: a browser resolves maintendue.localhost by
// itself to both and tries either first, so that one we left free would be any other account's to
// be us. One socket where this PC has no ::1. Port 0 is any that is free at both. Throws
// std::runtime_error with one sentence when we can't have both. Closed on exec.
std::vector<net::ip::tcp::acceptor> listen_on_loopback(
    const net::any_io_executor& main, std::uint16_t port
);

// A browser that we start does not inherit this socket.
void keep_to_ourselves(int socket);

}  // namespace maintendue::console
