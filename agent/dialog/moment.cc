#include "agent/dialog/moment.h"

#include <gdk/gdkx.h>

namespace maintendue::dialog {

Moment Moment::now(GtkWidget* window) {
  return Moment(gdk_x11_get_server_time(gtk_widget_get_window(window)));
}

Moment Moment::of_press(GtkWidget* window) {
  const guint32 time = gtk_get_current_event_time();
  return time == GDK_CURRENT_TIME ? now(window) : Moment(time);
}

}  // namespace maintendue::dialog
