#include "console/http/guard.h"

namespace maintendue::console {

namespace http = boost::beast::http;

std::string authority_at(std::uint16_t port) {
  return "maintendue.localhost:" + std::to_string(port);
}

std::optional<Refusal> refusal(const http::fields& fields, const std::string& authority) {
  if (fields.count(http::field::host) != 1 || fields[http::field::host] != authority) {
    return Refusal::WrongHost;
  }
  const auto origins = fields.count(http::field::origin);
  if (origins == 0) return std::nullopt;
  if (origins != 1 || fields[http::field::origin] != "http://" + authority) {
    return Refusal::WrongOrigin;
  }
  return std::nullopt;
}

}  // namespace maintendue::console
