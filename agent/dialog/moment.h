// A moment by the clock of the X server.
#pragma once

#include <gtk/gtk.h>

#include <chrono>

namespace maintendue::dialog {

// When somebody pressed, which on a slow PC is not when a program gets round to it.
class Moment {
 public:
  // Of a key or a click.
  explicit Moment(guint32 event_time) : server_ms_(event_time) {}
  // `window` is a top-level window that the server knows, here and below.
  static Moment now(GtkWidget* window);
  // Of what GTK handles right now; now, when it is no person but an assistive technology that
  // stands for one.
  static Moment of_press(GtkWidget* window);

  // Negative when it was before. The clock goes round every 49 days, which does no harm to moments
  // that are less than 24 apart.
  std::chrono::milliseconds since(Moment earlier) const {
    return std::chrono::milliseconds{static_cast<gint32>(server_ms_ - earlier.server_ms_)};
  }

 private:
  guint32 server_ms_;
};

}  // namespace maintendue::dialog
