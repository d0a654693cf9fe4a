#include "console/options.h"

#include <charconv>
#include <stdexcept>

namespace maintendue::console {
namespace {

constexpr auto kUsage =
    "Usage: maintendue-console serve --home DIR --relay HOST:PORT [--port N] [--web DIR] [--open]";

std::uint16_t parse_port(const std::string& text) {
  std::uint16_t port = 0;
  const char* end = text.data() + text.size();
  const auto [stop, error] = std::from_chars(text.data(), end, port);
  if (error != std::errc{} || stop != end) throw std::runtime_error(text + " is not a port.");
  return port;
}

RelayAddress parse_relay(const std::string& text) {
  const auto address = parse_relay_address(text);
  if (!address) throw std::runtime_error(text + " is not the address of a relay (HOST:PORT).");
  return *address;
}

}  // namespace

ServeOptions parse_serve_options(const std::vector<std::string>& words) {
  ServeOptions options;
  for (std::size_t i = 0; i < words.size(); ++i) {
    const std::string& word = words[i];
    if (word == "--open") {
      options.open = true;
      continue;
    }
    if (i + 1 == words.size()) throw std::runtime_error(kUsage);
    const std::string& value = words[++i];
    if (word == "--home") {
      options.home = value;
    } else if (word == "--relay") {
      options.relay = parse_relay(value);
    } else if (word == "--port") {
      options.port = parse_port(value);
    } else if (word == "--web") {
      options.web = value;
    } else {
      throw std::runtime_error(kUsage);
    }
  }
  if (options.home.empty() || options.relay.port == 0) throw std::runtime_error(kUsage);
  if (options.web.empty()) options.web = usual_web();
  return options;
}

std::filesystem::path usual_web() {
  std::error_code error;  // without /proc the last place is named in the error that follows
  const auto folder = std::filesystem::read_symlink("/proc/self/exe", error).parent_path();
  const auto installed = folder.parent_path() / "share" / "maintendue" / "web";
  // build/PRESET/bin: the pages are built beside the program, or in their own folder of the
  // sources.
  const auto built = folder.parent_path() / "console" / "web" / "dist";
  const auto in_sources = folder / ".." / ".." / ".." / "console" / "web" / "dist";
  for (const auto& place : {installed, built, in_sources}) {
    if (std::filesystem::exists(place / "index.html", error)) return place;
  }
  return installed;
}

}  // namespace maintendue::console
