#include "agent/dialog/frame_window.h"

#include "agent/dialog/style.h"

namespace maintendue::dialog {
namespace {

gboolean draw(GtkWidget*, cairo_t* cairo, gpointer) {
  set_colour(cairo, kSun);
  cairo_paint(cairo);
  return TRUE;
}

// All along the edges of every monitor.
RegionPtr edges(GdkDisplay* display, int width) {
  RegionPtr parts(cairo_region_create());
  for (int i = 0; i < gdk_display_get_n_monitors(display); ++i) {
    GdkRectangle all{};
    gdk_monitor_get_geometry(gdk_display_get_monitor(display, i), &all);
    const GdkRectangle inside{
        all.x + width, all.y + width, all.width - 2 * width, all.height - 2 * width
    };
    const RegionPtr hole(cairo_region_create_rectangle(&inside));
    const RegionPtr one(cairo_region_create_rectangle(&all));
    cairo_region_subtract(one.get(), hole.get());
    cairo_region_union(parts.get(), one.get());
  }
  return parts;
}

}  // namespace

FrameWindow::FrameWindow(GtkWidget* banner) : glass_(banner, "maintendue-frame") {
  g_signal_connect(glass_.window(), "draw", G_CALLBACK(draw), nullptr);
}

void FrameWindow::show(bool shown) {
  if (!shown) return glass_.hide();
  glass_.cut(edges(gtk_widget_get_display(glass_.window()), kWidth));
  glass_.show();
}

}  // namespace maintendue::dialog
