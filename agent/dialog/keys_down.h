// The keyboard as a window that asks finds it.
#pragma once

#include <gtk/gtk.h>

#include <set>

#include "agent/dialog/key_guard.h"

namespace maintendue::dialog {

// Keys that are down already, by their places (X key codes): they were not pressed to answer us.
std::set<unsigned> keys_down(GtkWidget* window);
// The toolkit's event as the guard knows a key.
Key key_of(const GdkEventKey& event);

}  // namespace maintendue::dialog
