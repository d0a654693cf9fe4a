#include "agent/dialog/keys_down.h"

#include <gdk/gdkx.h>

namespace maintendue::dialog {

std::set<unsigned> keys_down(GtkWidget* window) {
  char bits[32] = {};
  XQueryKeymap(GDK_DISPLAY_XDISPLAY(gtk_widget_get_display(window)), bits);
  std::set<unsigned> down;
  for (unsigned code = 0; code < 256; ++code) {
    if (bits[code / 8] >> (code % 8) & 1) down.insert(code);
  }
  return down;
}

Key key_of(const GdkEventKey& event) {
  const guint shortcut = GDK_CONTROL_MASK | GDK_MOD1_MASK | GDK_SUPER_MASK | GDK_META_MASK;
  const bool writes = g_unichar_isprint(gdk_keyval_to_unicode(event.keyval));
  return {event.hardware_keycode, event.keyval, (event.state & shortcut) != 0, writes};
}

}  // namespace maintendue::dialog
