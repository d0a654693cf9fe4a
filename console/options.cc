#include "console/options.h"

#include <charconv>
#include <stdexcept>

#include "base/arguments.h"

namespace maintendue::console {
namespace {

constexpr std::string_view kNames[] = {"home", "relay", "enrolment", "port", "web", "open!"};
constexpr auto kUsage =
    " Usage: maintendue-console serve --home DIR --relay HOST:PORT [--enrolment HOST:PORT] "
    "[--port N] [--web DIR] [--open]";

template <class T>
T or_usage(Result<T> given) {
  if (!given) throw std::runtime_error(given.error().detail + kUsage);
  return std::move(*given);
}

std::uint16_t parse_port(const std::string& text) {
  std::uint16_t port = 0;
  const char* end = text.data() + text.size();
  const auto [stop, error] = std::from_chars(text.data(), end, port);
  if (error != std::errc{} || stop != end) throw std::runtime_error(text + " is not a port.");
  return port;
}

Address parse_server(const std::string& text) {
  const auto address = parse_dial_address(text);
  if (!address) throw std::runtime_error(text + " is not the address of a server (HOST:PORT).");
  return *address;
}

}  // namespace

ServeOptions parse_serve_options(std::span<const char* const> words) {
  const Arguments arguments = or_usage(Arguments::parse(words, kNames));
  ServeOptions options;
  options.home = or_usage(arguments.need("home"));
  options.relay = parse_server(or_usage(arguments.need("relay")));
  if (const auto enrolment = arguments.get("enrolment")) {
    options.enrolment = parse_server(*enrolment);
  }
  options.port = parse_port(arguments.get("port", "0"));
  options.open = arguments.has("open");
  const auto web = arguments.get("web");
  options.web = web ? std::filesystem::path(*web) : usual_web();
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
