#include "agent/dialog/marks_picture.h"

#include <cmath>
#include <numbers>

#include "agent/dialog/style.h"

namespace maintendue::dialog {
namespace {

constexpr double kRadius = 20, kStroke = 5, kEdge = 2.5, kGrows = 36;
constexpr double kBesideX = 18, kBesideY = 18;  // from the middle of the pointer to its name
constexpr double kPadX = 10, kPadY = 4, kRound = 10;
constexpr int kWidestName = 260;

struct LayoutEnd {
  void operator()(PangoLayout* layout) const { g_object_unref(layout); }
};
using LayoutPtr = std::unique_ptr<PangoLayout, LayoutEnd>;

// The path that stands there, as a yellow line with a dark edge on both sides.
void stroke(cairo_t* cairo, double width, double strength = 1) {
  cairo_set_line_cap(cairo, CAIRO_LINE_CAP_ROUND);
  cairo_set_line_join(cairo, CAIRO_LINE_JOIN_ROUND);
  cairo_set_line_width(cairo, width + 2 * kEdge);
  set_colour(cairo, kInk, strength);
  cairo_stroke_preserve(cairo);
  cairo_set_line_width(cairo, width);
  set_colour(cairo, kSun, strength);
  cairo_stroke(cairo);
}

void circle(cairo_t* cairo, Dot at, double radius) {
  cairo_new_path(cairo);
  cairo_arc(cairo, at.x, at.y, radius, 0, 2 * std::numbers::pi);
}

void draw_line(cairo_t* cairo, const Marks::Line& line) {
  cairo_new_path(cairo);
  cairo_move_to(cairo, line.dots.front().x, line.dots.front().y);
  for (const Dot& dot : line.dots) cairo_line_to(cairo, dot.x, dot.y);
  stroke(cairo, kStroke + 2, line.strength);
}

LayoutPtr layout_of(const std::string& name, GtkWidget* widget) {
  LayoutPtr layout(gtk_widget_create_pango_layout(widget, nullptr));
  char* bold = g_markup_printf_escaped("<b>%s</b>", name.c_str());
  pango_layout_set_markup(layout.get(), bold, -1);
  g_free(bold);
  pango_layout_set_width(layout.get(), kWidestName * PANGO_SCALE);
  pango_layout_set_ellipsize(layout.get(), PANGO_ELLIPSIZE_END);
  pango_layout_set_single_paragraph_mode(layout.get(), TRUE);
  return layout;
}

void plate(cairo_t* cairo, double x, double y, double width, double height) {
  constexpr double kQuarter = std::numbers::pi / 2;
  cairo_new_path(cairo);
  cairo_arc(cairo, x + width - kRound, y + kRound, kRound, -kQuarter, 0);
  cairo_arc(cairo, x + width - kRound, y + height - kRound, kRound, 0, kQuarter);
  cairo_arc(cairo, x + kRound, y + height - kRound, kRound, kQuarter, 2 * kQuarter);
  cairo_arc(cairo, x + kRound, y + kRound, kRound, 2 * kQuarter, 3 * kQuarter);
  cairo_close_path(cairo);
  set_colour(cairo, kSun);
  cairo_fill_preserve(cairo);
  cairo_set_line_width(cairo, kEdge);
  set_colour(cairo, kInk);
  cairo_stroke(cairo);
}

void draw_name(
    cairo_t* cairo, Dot at, const std::string& name, const Rect& screen, GtkWidget* widget
) {
  const LayoutPtr layout = layout_of(name, widget);
  PangoRectangle words{};
  pango_layout_get_pixel_extents(layout.get(), nullptr, &words);
  const double width = words.width + 2 * kPadX, height = words.height + 2 * kPadY;
  const bool left = at.x + kBesideX + width > screen.x + screen.width;
  const bool above = at.y + kBesideY + height > screen.y + screen.height;
  const double x = left ? at.x - kBesideX - width : at.x + kBesideX;
  const double y = above ? at.y - kBesideY - height : at.y + kBesideY;
  plate(cairo, x, y, width, height);
  cairo_move_to(cairo, x + kPadX - words.x, y + kPadY - words.y);
  set_colour(cairo, kInk);
  pango_cairo_show_layout(cairo, layout.get());
}

}  // namespace

SurfacePtr marks_picture(
    const Marks& marks, const std::string& name, const Rect& screen, GtkWidget* widget
) {
  SurfacePtr picture(cairo_recording_surface_create(CAIRO_CONTENT_COLOR_ALPHA, nullptr));
  cairo_t* cairo = cairo_create(picture.get());
  for (const Marks::Line& line : marks.lines()) draw_line(cairo, line);
  for (const Marks::Ring& ring : marks.rings()) {
    circle(cairo, ring.at, kRadius + kGrows * ring.grown);
    stroke(cairo, kStroke, 1 - ring.grown);
  }
  if (const auto at = marks.pointer()) {
    circle(cairo, *at, kRadius);
    stroke(cairo, kStroke);
    if (!name.empty()) draw_name(cairo, *at, name, screen, widget);
  }
  cairo_destroy(cairo);
  return picture;
}

Rect extent(cairo_surface_t* picture) {
  double x = 0, y = 0, width = 0, height = 0;
  cairo_recording_surface_ink_extents(picture, &x, &y, &width, &height);
  if (width <= 0 || height <= 0) return {};
  const int left = static_cast<int>(std::floor(x)) - 1, top = static_cast<int>(std::floor(y)) - 1;
  const int right = static_cast<int>(std::ceil(x + width)) + 1;
  const int bottom = static_cast<int>(std::ceil(y + height)) + 1;
  return {left, top, right - left, bottom - top};
}

}  // namespace maintendue::dialog
