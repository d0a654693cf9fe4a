#include "console/relay_client/relay_address.h"

#include <charconv>

namespace maintendue::console {

std::optional<RelayAddress> parse_relay_address(const std::string& text) {
  const auto colon = text.rfind(':');
  if (colon == std::string::npos || colon == 0) return std::nullopt;
  RelayAddress address{text.substr(0, colon), 0};
  const bool bracketed = address.host.front() == '[' && address.host.back() == ']';
  if (bracketed) address.host = address.host.substr(1, address.host.size() - 2);
  if (address.host.empty()) return std::nullopt;
  const char* end = text.data() + text.size();
  const auto [stop, error] = std::from_chars(text.data() + colon + 1, end, address.port);
  if (error != std::errc{} || stop != end || address.port == 0) return std::nullopt;
  return address;
}

}  // namespace maintendue::console
