#include "relay/enrolment/settings.h"

#include <charconv>
#include <stdexcept>
#include <string_view>

namespace maintendue::enrolment {
namespace {

constexpr const char* kUsage =
    "usage: maintendue-enrolment --keys FOLDER --data FOLDER --listen ADDRESS:PORT";

// "127.0.0.1:8443" or "[::]:8443".
void parse_listen(std::string_view text, Settings& settings) {
  const std::size_t colon = text.rfind(':');
  if (colon == std::string_view::npos) throw std::runtime_error("--listen wants ADDRESS:PORT");
  std::string_view address = text.substr(0, colon);
  if (address.starts_with('[') && address.ends_with(']')) {
    address = address.substr(1, address.size() - 2);
  }
  const char* begin = text.data() + colon + 1;
  const char* end = text.data() + text.size();
  const auto [parsed, error] = std::from_chars(begin, end, settings.port);
  if (address.empty() || error != std::errc{} || parsed != end) {
    throw std::runtime_error("--listen wants ADDRESS:PORT, not \"" + std::string(text) + "\"");
  }
  settings.address = address;
}

}  // namespace

Settings parse_settings(std::span<const char* const> arguments) {
  if (arguments.size() % 2 != 0) throw std::runtime_error(kUsage);
  Settings settings;
  for (std::size_t i = 0; i < arguments.size(); i += 2) {
    const std::string_view option = arguments[i];
    const char* value = arguments[i + 1];
    if (option == "--keys") {
      settings.keys = value;
    } else if (option == "--data") {
      settings.data = value;
    } else if (option == "--listen") {
      parse_listen(value, settings);
    } else {
      throw std::runtime_error(kUsage);
    }
  }
  if (settings.keys.empty() || settings.data.empty() || settings.address.empty()) {
    throw std::runtime_error(kUsage);
  }
  return settings;
}

}  // namespace maintendue::enrolment
