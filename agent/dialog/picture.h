// An icon of the house as a widget, in the colour of the text around it.
#pragma once

#include <gtk/gtk.h>

namespace maintendue::dialog {

// `name` is a file of agent/icons/lucide; `pixels` its size at 100 % of text, and it grows with the
// text.
GtkWidget* picture(const char* name, int pixels);

}  // namespace maintendue::dialog
