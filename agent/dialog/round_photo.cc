#include "agent/dialog/round_photo.h"

#include <algorithm>
#include <numbers>

#include "agent/dialog/style.h"
#include "base/photo.h"

namespace maintendue::dialog {
namespace {

constexpr auto kPhoto = "maintendue-pixbuf";

// By the decoder of this one format, and only what has the shape of a photo.
GdkPixbuf* decoded(const Bytes& photo) {
  if (!is_photo(photo)) return nullptr;
  GdkPixbufLoader* loader = gdk_pixbuf_loader_new_with_type("jpeg", nullptr);
  if (loader == nullptr) return nullptr;
  const auto* bytes = reinterpret_cast<const guchar*>(photo.data());
  const bool written = gdk_pixbuf_loader_write(loader, bytes, photo.size(), nullptr);
  const bool closed = gdk_pixbuf_loader_close(loader, nullptr);
  GdkPixbuf* pixbuf = written && closed ? gdk_pixbuf_loader_get_pixbuf(loader) : nullptr;
  if (pixbuf != nullptr) g_object_ref(pixbuf);
  g_object_unref(loader);
  return pixbuf;
}

gboolean draw(GtkWidget* widget, cairo_t* cairo, gpointer) {
  auto* pixbuf = static_cast<GdkPixbuf*>(g_object_get_data(G_OBJECT(widget), kPhoto));
  const double width = gtk_widget_get_allocated_width(widget);
  const double height = gtk_widget_get_allocated_height(widget);
  const double side = std::min(width, height);
  cairo_translate(cairo, (width - side) / 2, (height - side) / 2);
  cairo_arc(cairo, side / 2, side / 2, side / 2, 0, 2 * std::numbers::pi);
  cairo_clip(cairo);
  const double factor = side / gdk_pixbuf_get_width(pixbuf);
  cairo_scale(cairo, factor, factor);
  gdk_cairo_set_source_pixbuf(cairo, pixbuf, 0, 0);
  cairo_pattern_set_filter(cairo_get_source(cairo), CAIRO_FILTER_BEST);
  cairo_paint(cairo);
  return TRUE;
}

}  // namespace

GtkWidget* round_photo(const Bytes& photo, int pixels) {
  GdkPixbuf* pixbuf = decoded(photo);
  if (pixbuf == nullptr) return nullptr;
  GtkWidget* area = gtk_drawing_area_new();
  g_object_set_data_full(G_OBJECT(area), kPhoto, pixbuf, g_object_unref);
  g_signal_connect(area, "draw", G_CALLBACK(draw), nullptr);
  const int side = static_cast<int>(pixels * text_scale());
  gtk_widget_set_size_request(area, side, side);
  gtk_widget_set_valign(area, GTK_ALIGN_CENTER);
  return area;
}

}  // namespace maintendue::dialog
