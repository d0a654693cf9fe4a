#include "agent/dialog/style.h"

namespace maintendue::dialog {
namespace {

constexpr double kDesignedDpi = 96.0;

GdkMonitor* monitor() {
  GdkDisplay* display = gdk_display_get_default();
  GdkMonitor* primary = gdk_display_get_primary_monitor(display);
  return primary ? primary : gdk_display_get_monitor(display, 0);
}

}  // namespace

void load_style() {
  GtkCssProvider* provider = gtk_css_provider_new();
  gtk_css_provider_load_from_resource(provider, "/maintendue/style.css");
  gtk_style_context_add_provider_for_screen(
      gdk_screen_get_default(), GTK_STYLE_PROVIDER(provider),
      GTK_STYLE_PROVIDER_PRIORITY_USER + 1  // a family's theme must not hide a button
  );
  g_object_unref(provider);
}

double text_scale() {
  const double dpi = gdk_screen_get_resolution(gdk_screen_get_default());
  return dpi > 0 ? dpi / kDesignedDpi : 1.0;
}

GdkRectangle work_area() {
  GdkRectangle area{};
  gdk_monitor_get_workarea(monitor(), &area);
  return area;
}

GdkRectangle primary_monitor() {
  GdkRectangle area{};
  gdk_monitor_get_geometry(monitor(), &area);
  return area;
}

void set_colour(cairo_t* cairo, std::uint32_t rgb, double strength) {
  const auto channel = [&](int shift) { return (rgb >> shift & 255) / 255.0; };
  cairo_set_source_rgba(cairo, channel(16), channel(8), channel(0), strength);
}

}  // namespace maintendue::dialog
