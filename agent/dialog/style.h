// Looks common to the windows.
#pragma once

#include <gtk/gtk.h>

#include <cstdint>

namespace maintendue::dialog {

// 0xRRGGBB, as @sun and @ink in style.css.
inline constexpr std::uint32_t kSun = 0xf2b632, kInk = 0x1c2b2d;

// Loads the style sheet for every window of this program. After gtk_init.
void load_style();

// How much larger than designed the desktop wants its text: 1.0, 2.0.
double text_scale();

// What is painted next with it; `strength` from 1 to 0, which is nothing.
void set_colour(cairo_t* cairo, std::uint32_t rgb, double strength = 1);

// The part of the monitor that panels leave free; the primary monitor when there is one.
GdkRectangle work_area();
GdkRectangle primary_monitor();

}  // namespace maintendue::dialog
