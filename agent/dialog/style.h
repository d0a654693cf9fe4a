// Looks common to the three windows.
#pragma once

#include <gtk/gtk.h>

namespace maintendue::dialog {

// Loads the style sheet for every window of this program. After gtk_init.
void load_style();

// How much larger than designed the desktop wants its text: 1.0, 2.0.
double text_scale();

// The part of the monitor that panels leave free; the primary monitor when there is one.
GdkRectangle work_area();
GdkRectangle primary_monitor();

}  // namespace maintendue::dialog
