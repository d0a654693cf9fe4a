#include "agent/dialog/room.h"

#include <algorithm>

#include "agent/dialog/style.h"

namespace maintendue::dialog {
namespace {

constexpr int kAround =
    48;  // of the desktop, above and below: a window that fills it all frightens

}  // namespace

// Head and body, and not the window itself: what that would like to have counts the shadow it
// casts.
bool fits_the_screen(GtkWidget* window) {
  GtkWidget* head = gtk_window_get_titlebar(GTK_WINDOW(window));
  GtkWidget* body = gtk_bin_get_child(GTK_BIN(window));
  int head_width = 0, head_height = 0, width = 0, height = 0;
  gtk_widget_get_preferred_width(head, nullptr, &head_width);
  gtk_widget_get_preferred_height(head, nullptr, &head_height);
  gtk_widget_get_preferred_width(body, nullptr, &width);
  gtk_widget_get_preferred_height_for_width(body, width, nullptr, &height);
  const GdkRectangle room = work_area();
  return head_height + height + kAround <= room.height && std::max(width, head_width) <= room.width;
}

}  // namespace maintendue::dialog
