// The line of a window that says whom to call, and when.
#pragma once

#include <gtk/gtk.h>

#include <string>

#include "hours/hours.h"

namespace maintendue::dialog {

// Null where there is no number to call.
GtkWidget* contact_row(
    const std::string& organisation, const std::string& phone, const hours::Hours& hours
);

}  // namespace maintendue::dialog
