// How marks look: yellow, for somebody is there, with a dark edge that shows on any ground.
#pragma once

#include <gtk/gtk.h>

#include <memory>

#include "agent/dialog/marks.h"

namespace maintendue::dialog {

struct SurfaceEnd {
  void operator()(cairo_surface_t* surface) const { cairo_surface_destroy(surface); }
};
using SurfacePtr = std::unique_ptr<cairo_surface_t, SurfaceEnd>;

// All of them, recorded, at their places on a screen of that size; `name` stands beside the
// pointer, in the type of `widget`, on the side where there is room.
SurfacePtr marks_picture(
    const Marks& marks, const std::string& name, const Rect& screen, GtkWidget* widget
);

// The smallest rectangle that holds all of such a picture; empty when there is nothing in it.
Rect extent(cairo_surface_t* picture);

}  // namespace maintendue::dialog
