// The life of one window.
#pragma once

namespace maintendue::dialog {

// Becomes the window that the first message on `descriptor` asks for, and returns the program's
// exit code when that window's work is done or the line ends.
int run(int descriptor);

}  // namespace maintendue::dialog
