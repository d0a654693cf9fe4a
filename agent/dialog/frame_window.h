// The yellow frame round each of the family's monitors while somebody sees it.
#pragma once

#include <gtk/gtk.h>

#include "agent/dialog/glass.h"

namespace maintendue::dialog {

// Lives on GTK's loop.
class FrameWindow {
 public:
  static constexpr int kWidth = 5;  // in pixels of GTK

  explicit FrameWindow(GtkWidget* banner);  // as Glass

  // Round the monitors as they are now, or nowhere.
  void show(bool shown);
  // Over what has come up since.
  void stay_on_top() { glass_.lie_under_the_banner(); }

 private:
  Glass glass_;
};

}  // namespace maintendue::dialog
