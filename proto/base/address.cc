#include "base/address.h"

#include <charconv>

namespace maintendue {

std::optional<Address> parse_address(std::string_view text) {
  const std::size_t colon = text.rfind(':');
  if (colon == std::string_view::npos) return std::nullopt;
  std::string_view host = text.substr(0, colon);
  if (host.starts_with('[') && host.ends_with(']')) host = host.substr(1, host.size() - 2);
  const std::string_view digits = text.substr(colon + 1);
  Address address{std::string(host), 0};
  const char* end = digits.data() + digits.size();
  const auto [stop, error] = std::from_chars(digits.data(), end, address.port);
  if (host.empty() || digits.empty() || error != std::errc{} || stop != end) return std::nullopt;
  return address;
}

std::optional<Address> parse_dial_address(std::string_view text) {
  std::optional<Address> address = parse_address(text);
  if (address && address->port == 0) return std::nullopt;
  return address;
}

}  // namespace maintendue
