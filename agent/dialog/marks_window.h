// What an operator shows, drawn over the family's screen.
#pragma once

#include <gtk/gtk.h>

#include <string>

#include "agent/dialog/glass.h"
#include "agent/dialog/marks.h"
#include "agent/dialog/marks_picture.h"

namespace maintendue::dialog {

// On the screen while there is something to show. Where nothing blends windows (no compositor) it
// has the shape of what is drawn. Lives on GTK's loop.
class MarksWindow {
 public:
  explicit MarksWindow(GtkWidget* banner);  // as Glass
  ~MarksWindow();
  MarksWindow(const MarksWindow&) = delete;
  MarksWindow& operator=(const MarksWindow&) = delete;

  // Under the operator's name.
  void take(Mark mark, const std::string& operator_name);
  void wipe();

 private:
  // Once after some time, whatever was to be done again before.
  void refresh_in(std::chrono::milliseconds time);
  void refresh();
  void show();
  void cut_out();

  Glass glass_;
  Marks marks_;
  std::string name_;
  SurfacePtr picture_;  // null: nothing is shown
  Rect drawn_;          // what it covers
  SteadyTime refreshed_{};
  guint again_ = 0;
};

}  // namespace maintendue::dialog
