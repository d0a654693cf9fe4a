// Reads the X server's keyboard into a KeyboardMap, and its state at this moment.
#pragma once

#include <X11/Xlib.h>

#include "agent/screen/keyboard_map.h"
#include "agent/screen/typist.h"

namespace maintendue::screen {

KeyboardMap read_keyboard_map(Display* display);
KeyboardState read_keyboard_state(Display* display);

}  // namespace maintendue::screen
