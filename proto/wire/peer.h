// Who is at the other end of a connection, as the kernel and as gRPC name it.
#pragma once

#include <sys/socket.h>

#include <boost/asio/ip/tcp.hpp>
#include <optional>
#include <string>

#include "wire/net.h"

namespace maintendue::wire {

// Both give the same endpoint of the same connection: an IPv4 address is one however it came, and
// no IPv6 address has a scope.
net::ip::tcp::endpoint endpoint_of(const sockaddr_storage& kernels);
// gRPC's: "ipv4:192.0.2.7:4711", "ipv6:%5B::1%5D:4711".
std::optional<net::ip::tcp::endpoint> endpoint_of(const std::string& grpcs);

}  // namespace maintendue::wire
