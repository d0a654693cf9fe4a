#include "relay/server/settings.h"

#include <arpa/inet.h>

#include <stdexcept>

#include "base/arguments.h"

namespace maintendue::server {
namespace {

constexpr std::string_view kNames[] = {"keys", "data", "listen"};

template <class T>
T or_usage(Result<T> given) {
  if (!given) throw std::runtime_error(given.error().detail + " usage:" + kUsage);
  return std::move(*given);
}

bool is_ip(const std::string& host) {
  in6_addr any{};
  return inet_pton(AF_INET, host.c_str(), &any) == 1 ||
         inet_pton(AF_INET6, host.c_str(), &any) == 1;
}

}  // namespace

Settings parse_settings(std::span<const char* const> words) {
  const Arguments arguments = or_usage(Arguments::parse(words, kNames));
  const std::string listen = or_usage(arguments.need("listen"));
  const auto address = parse_address(listen);
  if (!address || !is_ip(address->host)) {
    throw std::runtime_error(
        "--listen wants an IP address and a port, as 0.0.0.0:443, not \"" + listen + "\"."
    );
  }
  return {or_usage(arguments.need("keys")), or_usage(arguments.need("data")), *address};
}

}  // namespace maintendue::server
