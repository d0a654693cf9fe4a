// Where the relay is, as one types it.
#pragma once

#include <cstdint>
#include <optional>
#include <string>

namespace maintendue::console {

struct RelayAddress {
  std::string host;
  std::uint16_t port = 0;
};

// "relay.example.org:443", "[::1]:8443", or nothing when it is not an address.
std::optional<RelayAddress> parse_relay_address(const std::string& text);

}  // namespace maintendue::console
