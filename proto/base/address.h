// HOST:PORT as a person types it, to dial or to listen at.
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>

namespace maintendue {

struct Address {
  std::string host;  // a name or an IP address, IPv6 without its brackets
  std::uint16_t port = 0;
};

// "relay.example.org:443", "[::1]:8443"; nothing when it is no such thing. Port 0 means "any free
// one" and can be listened at, but not dialled.
std::optional<Address> parse_address(std::string_view text);
std::optional<Address> parse_dial_address(std::string_view text);

}  // namespace maintendue
