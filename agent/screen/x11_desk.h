// The desk of an X11 display. It owns the connection and, on it, the picture, the hands and the
// clipboard, and hands each event to whom it concerns.
#pragma once

#include <memory>

#include "agent/screen/desk.h"

namespace maintendue::screen {

// The display named in the environment; null, with a line in the log, when there is none or it
// lacks what we need. Lives on the thread that calls this.
std::unique_ptr<Desk> open_x11_desk();

}  // namespace maintendue::screen
