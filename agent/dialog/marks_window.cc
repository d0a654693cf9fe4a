#include "agent/dialog/marks_window.h"

#include <algorithm>
#include <utility>

namespace maintendue::dialog {
namespace {

using std::chrono::milliseconds;

constexpr milliseconds kFrame{33};  // what moves by itself is drawn anew

SteadyTime now() { return SteadyTime{std::chrono::microseconds{g_get_monotonic_time()}}; }

gboolean draw(GtkWidget*, cairo_t* cairo, gpointer picture) {
  const SurfacePtr& shown = *static_cast<SurfacePtr*>(picture);
  cairo_set_operator(cairo, CAIRO_OPERATOR_CLEAR);
  cairo_paint(cairo);
  if (!shown) return TRUE;
  cairo_set_operator(cairo, CAIRO_OPERATOR_OVER);
  cairo_set_source_surface(cairo, shown.get(), 0, 0);
  cairo_paint(cairo);
  return TRUE;
}

}  // namespace

MarksWindow::MarksWindow(GtkWidget* banner) : glass_(banner, "maintendue-marks") {
  g_signal_connect(glass_.window(), "draw", G_CALLBACK(draw), &picture_);
}

MarksWindow::~MarksWindow() {
  if (again_ != 0) g_source_remove(again_);
}

void MarksWindow::take(Mark mark, const std::string& operator_name) {
  const int scale = gtk_widget_get_scale_factor(glass_.window());
  const Rect whole = glass_.screen();
  mark.at.x = std::clamp(mark.at.x / scale, whole.x, whole.x + whole.width - 1);
  mark.at.y = std::clamp(mark.at.y / scale, whole.y, whole.y + whole.height - 1);
  name_ = operator_name;
  marks_.take(mark, now());
  // Marks may come faster than they can be drawn; a slow PC draws fewer pictures of them.
  const auto since = std::chrono::duration_cast<milliseconds>(now() - refreshed_);
  refresh_in(std::clamp(kFrame - since, milliseconds{0}, kFrame));
}

void MarksWindow::wipe() {
  marks_ = Marks();
  refresh();
}

void MarksWindow::refresh_in(milliseconds time) {
  if (again_ != 0) g_source_remove(again_);
  again_ = g_timeout_add(
      static_cast<guint>(time.count()),
      [](gpointer self) -> gboolean {
        static_cast<MarksWindow*>(self)->again_ = 0;
        static_cast<MarksWindow*>(self)->refresh();
        return G_SOURCE_REMOVE;
      },
      this
  );
}

void MarksWindow::refresh() {
  refreshed_ = now();
  marks_.age(refreshed_);
  if (!marks_.empty()) {
    show();
    return refresh_in(std::max(kFrame, marks_.rests()));
  }
  if (again_ != 0) g_source_remove(std::exchange(again_, 0));
  picture_.reset();
  drawn_ = {};
  glass_.hide();
}

void MarksWindow::show() {
  const Rect before = drawn_;
  picture_ = marks_picture(marks_, name_, glass_.screen(), glass_.window());
  drawn_ = extent(picture_.get());
  cut_out();
  glass_.show();
  for (const Rect& part : {before, drawn_}) {
    gtk_widget_queue_draw_area(glass_.window(), part.x, part.y, part.width, part.height);
  }
}

// Without a compositor nothing shines through: the glass has no more parts than the picture.
void MarksWindow::cut_out() {
  if (gdk_screen_is_composited(gtk_widget_get_screen(glass_.window()))) return glass_.cut({});
  const int width = std::max(1, drawn_.width), height = std::max(1, drawn_.height);
  const SurfacePtr inked(cairo_image_surface_create(CAIRO_FORMAT_A8, width, height));
  cairo_t* cairo = cairo_create(inked.get());
  cairo_set_source_surface(cairo, picture_.get(), -drawn_.x, -drawn_.y);
  cairo_paint(cairo);
  cairo_destroy(cairo);
  RegionPtr parts(gdk_cairo_region_create_from_surface(inked.get()));
  cairo_region_translate(parts.get(), drawn_.x, drawn_.y);
  glass_.cut(std::move(parts));
}

}  // namespace maintendue::dialog
