// The face beside a name: her picture in a circle.
#pragma once

#include <gtk/gtk.h>

#include "base/bytes.h"

namespace maintendue::dialog {

// `pixels` is its size at 100 % of text, and it grows with the text. Null when the bytes are no
// photo (base/photo.h) or can't be decoded.
GtkWidget* portrait(const Bytes& photo, int pixels);

}  // namespace maintendue::dialog
