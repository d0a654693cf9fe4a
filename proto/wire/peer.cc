#include "wire/peer.h"

#include <netinet/in.h>

#include <algorithm>
#include <charconv>

namespace maintendue::wire {
namespace {

namespace ip = net::ip;

ip::address plain(const ip::address_v6& address) {
  if (address.is_v4_mapped()) return ip::make_address_v4(ip::v4_mapped, address);
  return ip::address_v6(address.to_bytes());
}

}  // namespace

ip::tcp::endpoint endpoint_of(const sockaddr_storage& kernels) {
  if (kernels.ss_family == AF_INET) {
    const auto& peer = reinterpret_cast<const sockaddr_in&>(kernels);
    return {ip::address_v4(ntohl(peer.sin_addr.s_addr)), ntohs(peer.sin_port)};
  }
  const auto& peer = reinterpret_cast<const sockaddr_in6&>(kernels);
  ip::address_v6::bytes_type bytes;
  std::copy_n(peer.sin6_addr.s6_addr, bytes.size(), bytes.begin());
  return {plain(ip::address_v6(bytes)), ntohs(peer.sin6_port)};
}

std::optional<ip::tcp::endpoint> endpoint_of(const std::string& grpcs) {
  const std::size_t scheme = grpcs.find(':');
  const std::size_t colon = grpcs.rfind(':');
  if (scheme == std::string::npos || colon <= scheme) return std::nullopt;
  std::uint16_t port = 0;
  const char* const end = grpcs.data() + grpcs.size();
  const auto [stop, wrong] = std::from_chars(grpcs.data() + colon + 1, end, port);
  if (wrong != std::errc{} || stop != end) return std::nullopt;
  std::string text = grpcs.substr(scheme + 1, colon - scheme - 1);
  if (text.starts_with("%5B")) text.erase(0, 3);
  text.resize(std::min(text.find('%'), text.size()));  // "%5D", or a scope before it
  boost::system::error_code error;
  const ip::address address = ip::make_address(text, error);
  if (error) return std::nullopt;
  if (address.is_v6()) return ip::tcp::endpoint(plain(address.to_v6()), port);
  return ip::tcp::endpoint(address, port);
}

}  // namespace maintendue::wire
