// One tray a session.
#pragma once

#include <string>
#include <string_view>

#include "agent/tray/descriptor.h"
#include "base/result.h"

namespace maintendue::tray {

// The file that says a tray runs for that display: in `folder` (XDG_RUNTIME_DIR).
std::string lock_path(std::string_view folder, std::string_view display);

// Held as long as the descriptor lives, and no longer, however the tray ends. MachineBusy when
// another tray holds it.
Result<Descriptor> take_lock(const std::string& path);

}  // namespace maintendue::tray
