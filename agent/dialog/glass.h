// A sheet of glass over the family's whole screen: something can be painted on it, and it catches
// no click and no key. It lies beneath the banner, and over everything else. Where the banner is it
// has a hole: a banner that a theme has painted away must not be taken for seen by what shines
// through.
#pragma once

#include <gtk/gtk.h>

#include <memory>

#include "agent/dialog/place.h"

namespace maintendue::dialog {

struct RegionEnd {
  void operator()(cairo_region_t* region) const { cairo_region_destroy(region); }
};
using RegionPtr = std::unique_ptr<cairo_region_t, RegionEnd>;

// Not shown yet. Lives on GTK's loop.
class Glass {
 public:
  // `banner` is a top-level window that is realized, and outlives us. `name` is what a script or a
  // rule of the desktop knows it by.
  Glass(GtkWidget* banner, const char* name);
  ~Glass();
  Glass(const Glass&) = delete;
  Glass& operator=(const Glass&) = delete;

  GtkWidget* window() const { return window_; }
  // Over the whole screen as it is now, beneath the banner.
  void show();
  void hide();
  // If something has come between since.
  void lie_under_the_banner();
  // Has those parts only, from now on, and none where the banner is; whole when null.
  void cut(RegionPtr parts);
  Rect screen() const;

 private:
  // Again when the banner has moved or grown.
  void leave_room_for_the_banner();

  GtkWidget* const banner_;
  GtkWidget* const window_;
  RegionPtr parts_;  // null: all of it
  gulong moved_ = 0;
};

}  // namespace maintendue::dialog
