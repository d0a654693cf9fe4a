// What the page's wishes are to the PC: questions to the family, its number, a restart. No I/O.
#pragma once

#include <optional>

#include "console/session/browser.h"
#include "maintendue/v1/session_log.pb.h"

namespace maintendue::console {

struct Asking {
  v1::ConsoleSays says;
  std::optional<v1::LogEvent> noted;  // in the console's log, before it is said
};

// How every session begins: to see the screen. `come_back`: after a restart, by what the family
// allowed then.
Asking first_asking(bool come_back);
// Nullopt for a wish that says nothing to the PC by itself.
std::optional<Asking> asking_of(Wish wish);

}  // namespace maintendue::console
