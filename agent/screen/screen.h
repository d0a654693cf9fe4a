// The whole program behind main: two threads for one session.
#pragma once

#include "agent/screen/filter_loop.h"

namespace maintendue::screen {

// Serves the screen of the display in the environment as RFB over `viewer`, under the orders that
// come over `service`, until one of the two closes. Both are stream sockets; the caller keeps them.
Ending show_screen(int viewer, int service);

}  // namespace maintendue::screen
