// Her photo beside her name, in a circle.
#pragma once

#include <gtk/gtk.h>

#include "base/bytes.h"

namespace maintendue::dialog {

// `pixels` is its size at 100 % of text, and it grows with the text. Null when the bytes are no
// photo (base/photo.h) or can't be decoded.
GtkWidget* round_photo(const Bytes& photo, int pixels);

}  // namespace maintendue::dialog
