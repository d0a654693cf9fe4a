#include "agent/tray/display.h"

#include <sys/socket.h>
#include <sys/un.h>

#include <algorithm>
#include <cstddef>

#include "agent/tray/descriptor.h"

namespace maintendue::tray {
namespace {

constexpr std::size_t kMostDigits = 5;

bool answers(const std::string& path, bool abstract) {
  sockaddr_un address{};
  address.sun_family = AF_UNIX;
  const std::size_t from = abstract ? 1 : 0;
  if (path.size() + 2 > sizeof(address.sun_path)) return false;
  path.copy(address.sun_path + from, path.size());
  const std::size_t size =
      offsetof(sockaddr_un, sun_path) + from + path.size() + (abstract ? 0 : 1);
  const Descriptor probe(::socket(AF_UNIX, SOCK_STREAM | SOCK_CLOEXEC, 0));
  const auto* generic = reinterpret_cast<const sockaddr*>(&address);
  return ::connect(probe.get(), generic, static_cast<socklen_t>(size)) == 0;
}

}  // namespace

std::optional<std::string> display_socket(std::string_view display) {
  const std::size_t colon = display.find(':');
  if (colon == std::string_view::npos) return std::nullopt;
  const std::string_view host = display.substr(0, colon);
  if (!host.empty() && host != "unix") return std::nullopt;
  const std::string_view number = display.substr(colon + 1, display.find('.', colon) - colon - 1);
  const bool digits =
      std::all_of(number.begin(), number.end(), [](char c) { return c >= '0' && c <= '9'; });
  if (number.empty() || number.size() > kMostDigits || !digits) return std::nullopt;
  return "/tmp/.X11-unix/X" + std::string(number);
}

bool display_answers(std::string_view display) {
  const std::optional<std::string> path = display_socket(display);
  return path && (answers(*path, true) || answers(*path, false));
}

}  // namespace maintendue::tray
