// The wish for help of somebody who clicked on its picture on the desktop: no tray, and in nobody's
// way.
#pragma once

#include <string>

namespace maintendue::tray {

// Says it to the service at `socket`, which opens the window, and returns the program's exit code:
// 1, with a sentence for whoever looks, when nobody listens there. Never blocks.
int wish_for_help(const std::string& socket);

}  // namespace maintendue::tray
