// One tray a session.
#pragma once

#include <string>
#include <string_view>

namespace maintendue::tray {

// The file that says a tray runs for that display: in `folder` (XDG_RUNTIME_DIR).
std::string lock_path(std::string_view folder, std::string_view display);

}  // namespace maintendue::tray
