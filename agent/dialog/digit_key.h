// The digit that a key stands for.
#pragma once

#include <gdk/gdk.h>

namespace maintendue::dialog {

// Of either pad of keys; 0 when it is none. On a French keyboard the upper row writes digits with
// Shift alone: there the place counts.
char digit_of(const GdkEventKey& event);

}  // namespace maintendue::dialog
