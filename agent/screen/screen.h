// The whole program behind main: two threads for one session.
#pragma once

#include "agent/screen/filter_loop.h"

namespace maintendue::screen {

// Serves the screen of the display in the environment as RFB over `viewer`, under the orders that
// come over `service`, until one of the two closes or `told_to_go` can be read. The first two are
// stream sockets; the caller keeps all three. Confines the process before the viewer is heard.
Ending show_screen(int viewer, int service, int told_to_go);

}  // namespace maintendue::screen
