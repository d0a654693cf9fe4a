#include "agent/dialog/picture.h"

#include <algorithm>
#include <string>

#include "agent/dialog/style.h"

namespace maintendue::dialog {
namespace {

constexpr auto kShape = "maintendue-shape";
constexpr int kDrawn[] = {48, 96, 192};  // agent/icons: drawn that large, and made smaller here

cairo_status_t read_resource(void* stream, unsigned char* data, unsigned length) {
  const gssize got = g_input_stream_read(G_INPUT_STREAM(stream), data, length, nullptr, nullptr);
  return got == static_cast<gssize>(length) ? CAIRO_STATUS_SUCCESS : CAIRO_STATUS_READ_ERROR;
}

// For a picture of that many pixels. To make a large one small costs a slow PC more than its
// letters.
cairo_surface_t* load(const char* name, int pixels) {
  const int* drawn = std::ranges::lower_bound(kDrawn, pixels);
  if (drawn == std::end(kDrawn)) --drawn;
  const std::string path =
      std::string("/maintendue/") + name + "-" + std::to_string(*drawn) + ".png";
  GInputStream* stream =
      g_resources_open_stream(path.c_str(), G_RESOURCE_LOOKUP_FLAGS_NONE, nullptr);
  g_assert(stream);  // it is compiled in
  cairo_surface_t* shape = cairo_image_surface_create_from_png_stream(read_resource, stream);
  g_object_unref(stream);
  return shape;
}

gboolean draw(GtkWidget* widget, cairo_t* cairo, gpointer) {
  auto* shape = static_cast<cairo_surface_t*>(g_object_get_data(G_OBJECT(widget), kShape));
  GtkStyleContext* style = gtk_widget_get_style_context(widget);
  GdkRGBA colour{};
  gtk_style_context_get_color(style, gtk_style_context_get_state(style), &colour);
  const double width = gtk_widget_get_allocated_width(widget);
  const double height = gtk_widget_get_allocated_height(widget);
  const double side = std::min(width, height);
  cairo_translate(cairo, (width - side) / 2, (height - side) / 2);
  const double factor = side / cairo_image_surface_get_width(shape);
  cairo_scale(cairo, factor, factor);
  cairo_pattern_t* mask = cairo_pattern_create_for_surface(shape);
  cairo_pattern_set_filter(mask, CAIRO_FILTER_GOOD);
  gdk_cairo_set_source_rgba(cairo, &colour);
  cairo_mask(cairo, mask);
  cairo_pattern_destroy(mask);
  return TRUE;
}

void forget(gpointer shape) { cairo_surface_destroy(static_cast<cairo_surface_t*>(shape)); }

}  // namespace

GtkWidget* picture(const char* name, int pixels) {
  GtkWidget* area = gtk_drawing_area_new();
  const int side = static_cast<int>(pixels * text_scale());
  cairo_surface_t* shape = load(name, side * gtk_widget_get_scale_factor(area));
  g_object_set_data_full(G_OBJECT(area), kShape, shape, forget);
  g_signal_connect(area, "draw", G_CALLBACK(draw), nullptr);
  gtk_widget_set_size_request(area, side, side);
  gtk_style_context_add_class(gtk_widget_get_style_context(area), "picture");
  atk_object_set_role(gtk_widget_get_accessible(area), ATK_ROLE_ICON);
  return area;
}

}  // namespace maintendue::dialog
