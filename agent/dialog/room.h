// Whether a window has room on the family's screen, which may be small, or its text twice as large.
#pragma once

#include <gtk/gtk.h>

namespace maintendue::dialog {

// As it is built now, with its frame, in the part of the monitor that panels leave free. Before it
// is shown.
bool fits_the_screen(GtkWidget* window);

}  // namespace maintendue::dialog
