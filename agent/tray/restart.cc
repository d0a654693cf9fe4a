#include "agent/tray/restart.h"

#include <sdbus-c++/sdbus-c++.h>

namespace maintendue::tray {
namespace {

constexpr auto kLogind = "org.freedesktop.login1";
constexpr auto kManager = "org.freedesktop.login1.Manager";
constexpr std::chrono::seconds kPatience{10};

}  // namespace

Result<void> restart_pc() {
  try {
    auto bus = sdbus::createSystemBusConnection();
    const auto logind = sdbus::createProxy(*bus, kLogind, "/org/freedesktop/login1");
    const bool interactive = false;
    logind->callMethod("Reboot").onInterface(kManager).withTimeout(kPatience).withArguments(
        interactive
    );
    return {};
  } catch (const sdbus::Error& error) {
    return fail(Errc::NotAllowed, error.getName() + ": " + error.getMessage());
  }
}

}  // namespace maintendue::tray
