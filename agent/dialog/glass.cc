#include "agent/dialog/glass.h"

#include <X11/Xutil.h>
#include <X11/extensions/shape.h>
#include <gdk/gdkx.h>

#include <string>
#include <utility>
#include <vector>

namespace maintendue::dialog {
namespace {

void call(GtkWidget* window, std::string name) {
  GdkWindow* realized = gtk_widget_get_window(window);
  XClassHint hint{name.data(), name.data()};
  XSetClassHint(
      GDK_DISPLAY_XDISPLAY(gdk_window_get_display(realized)), GDK_WINDOW_XID(realized), &hint
  );
}

// At once: the toolkit would tell the X server when the window is painted next, and a hole that
// only grows asks for no painting.
void give_shape(GdkWindow* window, const cairo_region_t* shape) {
  const int scale = gdk_window_get_scale_factor(window);
  std::vector<XRectangle> parts(static_cast<std::size_t>(cairo_region_num_rectangles(shape)));
  for (std::size_t i = 0; i < parts.size(); ++i) {
    GdkRectangle part{};
    cairo_region_get_rectangle(shape, static_cast<int>(i), &part);
    parts[i].x = static_cast<short>(part.x * scale);
    parts[i].y = static_cast<short>(part.y * scale);
    parts[i].width = static_cast<unsigned short>(part.width * scale);
    parts[i].height = static_cast<unsigned short>(part.height * scale);
  }
  XShapeCombineRectangles(
      GDK_DISPLAY_XDISPLAY(gdk_window_get_display(window)), GDK_WINDOW_XID(window), ShapeBounding,
      0, 0, parts.data(), static_cast<int>(parts.size()), ShapeSet, YXBanded
  );
}

}  // namespace

Glass::Glass(GtkWidget* banner, const char* name)
    : banner_(banner), window_(gtk_window_new(GTK_WINDOW_POPUP)) {
  GdkVisual* see_through = gdk_screen_get_rgba_visual(gtk_widget_get_screen(window_));
  if (see_through != nullptr) gtk_widget_set_visual(window_, see_through);
  gtk_widget_set_app_paintable(window_, TRUE);
  gtk_window_set_accept_focus(GTK_WINDOW(window_), FALSE);
  gtk_window_set_type_hint(GTK_WINDOW(window_), GDK_WINDOW_TYPE_HINT_NOTIFICATION);
  const RegionPtr nowhere(cairo_region_create());
  gtk_widget_input_shape_combine_region(window_, nowhere.get());
  gtk_widget_realize(window_);
  call(window_, name);
  moved_ = g_signal_connect_swapped(
      banner_, "configure-event", G_CALLBACK(+[](Glass* self) {
        self->leave_room_for_the_banner();
        return FALSE;
      }),
      this
  );
  leave_room_for_the_banner();
}

Glass::~Glass() {
  g_signal_handler_disconnect(banner_, moved_);
  gtk_widget_destroy(window_);
}

void Glass::show() {
  const Rect whole = screen();
  gtk_window_move(GTK_WINDOW(window_), whole.x, whole.y);
  gtk_window_resize(GTK_WINDOW(window_), whole.width, whole.height);
  gtk_widget_show(window_);  // on top of everything, whatever was said before
  lie_under_the_banner();
}

void Glass::hide() { gtk_widget_hide(window_); }

void Glass::lie_under_the_banner() {
  GdkDisplay* display = gtk_widget_get_display(window_);
  XWindowChanges beneath{};
  beneath.sibling = GDK_WINDOW_XID(gtk_widget_get_window(banner_));
  beneath.stack_mode = Below;
  gdk_x11_display_error_trap_push(display);
  XConfigureWindow(
      GDK_DISPLAY_XDISPLAY(display), GDK_WINDOW_XID(gtk_widget_get_window(window_)),
      CWSibling | CWStackMode, &beneath
  );
  gdk_x11_display_error_trap_pop_ignored(display);
}

void Glass::cut(RegionPtr parts) {
  parts_ = std::move(parts);
  leave_room_for_the_banner();
}

void Glass::leave_room_for_the_banner() {
  const Rect whole = screen();
  const GdkRectangle all{whole.x, whole.y, whole.width, whole.height};
  const RegionPtr left(
      parts_ ? cairo_region_copy(parts_.get()) : cairo_region_create_rectangle(&all)
  );
  GdkWindow* banner = gtk_widget_get_window(banner_);
  GdkRectangle taken{0, 0, gdk_window_get_width(banner), gdk_window_get_height(banner)};
  gdk_window_get_origin(banner, &taken.x, &taken.y);
  cairo_region_subtract_rectangle(left.get(), &taken);
  give_shape(gtk_widget_get_window(window_), left.get());
}

Rect Glass::screen() const {
  GdkWindow* root = gdk_screen_get_root_window(gtk_widget_get_screen(banner_));
  return {0, 0, gdk_window_get_width(root), gdk_window_get_height(root)};
}

}  // namespace maintendue::dialog
