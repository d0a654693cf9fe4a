// Whether there is an X display to show windows on, without an X library.
#pragma once

#include <optional>
#include <string>
#include <string_view>

namespace maintendue::tray {

// "/tmp/.X11-unix/X42" for ":42.0" or "unix:42"; nothing for a display on another machine, which we
// could not show anyway.
std::optional<std::string> display_socket(std::string_view display);

// Whether an X server answers there (or at the abstract address of that name).
bool display_answers(std::string_view display);

}  // namespace maintendue::tray
