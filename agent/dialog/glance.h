// A look at the screen itself, at the place where a window of ours should be. The X server's word
// on what lies above a window is not enough: a compositor may draw it elsewhere (a zoomed desktop),
// thin or not at all, a theme may paint it away, and the screen may show another console.
#pragma once

#include <gtk/gtk.h>

#include <cstdint>

namespace maintendue::dialog {

// Whether a line of the screen right under the window's upper edge, from end to end, is of that
// colour (0xRRGGBB), give or take a shade. `depth` is how far under the edge, in the window's own
// pixels. Reads one line of pixels from the X server; false for a window that is gone.
bool screen_shows(GdkWindow* window, int depth, std::uint32_t colour);

// Whether the monitors show this X server, and no other virtual console (Xorg's XFree86_has_VT).
bool console_is_ours(GdkWindow* window);

}  // namespace maintendue::dialog
