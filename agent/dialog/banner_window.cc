#include "agent/dialog/banner_window.h"

#include <tuple>

#include "agent/dialog/glance.h"
#include "agent/dialog/key_guard.h"
#include "agent/dialog/picture.h"
#include "agent/dialog/round_photo.h"
#include "agent/dialog/style.h"
#include "agent/dialog/widgets.h"
#include "agent/dialog/wire.h"
#include "agent/dialog/words.h"

namespace maintendue::dialog {
namespace {

constexpr int kRaisesABeat =
    4;  // against a window that raises itself as well: it wins, we fall silent
constexpr int kWrapsAt = 44;
constexpr int kPhotoSide = 36;
constexpr guint kBeatMs = 1000;
constexpr guint kFirstLookMs = 30;  // until it is first seen: the picture waits for it
constexpr int kAboveTheWords = 4;   // style.css: the bar's padding, where there is nothing but sun

Rect rect_of(const GdkRectangle& area) { return {area.x, area.y, area.width, area.height}; }

// Round corners need a visual with transparency and a compositor that honours it.
void make_see_through(GtkWidget* window) {
  GdkScreen* screen = gtk_widget_get_screen(window);
  GdkVisual* visual = gdk_screen_get_rgba_visual(screen);
  if (visual && gdk_screen_is_composited(screen)) {
    gtk_widget_set_visual(window, visual);
  } else {
    add_class(window, "square");
  }
}

}  // namespace

BannerWindow::BannerWindow(const Banner& banner, Line& line) : line_(line) {
  keys_ = std::make_unique<StopKeys>([this] { press(Press::Stop); });
  build();
  listen();
  gtk_widget_realize(window_);
  sight_ = std::make_unique<Sight>(gtk_widget_get_window(window_), [this] { cover_changed(); });
  show(banner);
  gtk_widget_show(window_);
  sight_->raise();
  marks_ = std::make_unique<MarksWindow>(window_);
  frame_ = std::make_unique<FrameWindow>(window_);
  frame_->show(she_sees());
  beat_every(kFirstLookMs);
}

BannerWindow::~BannerWindow() {
  g_source_remove(beats_);
  g_signal_handler_disconnect(gtk_widget_get_screen(window_), monitors_);
  frame_.reset();
  marks_.reset();
  sight_.reset();
  keys_.reset();
  gtk_widget_destroy(window_);
}

void BannerWindow::build() {
  window_ = gtk_window_new(GTK_WINDOW_POPUP);
  make_see_through(window_);
  add_class(window_, "banner");
  gtk_window_set_resizable(GTK_WINDOW(window_), FALSE);
  gtk_window_set_type_hint(GTK_WINDOW(window_), GDK_WINDOW_TYPE_HINT_NOTIFICATION);

  sentence_ = marked_label("", "sentence");
  GtkWidget* says = row(14);
  gtk_container_add(GTK_CONTAINER(says), picture("eye", 30));
  photo_place_ = row(0);
  gtk_widget_set_no_show_all(photo_place_, TRUE);
  gtk_container_add(GTK_CONTAINER(says), photo_place_);
  gtk_container_add(GTK_CONTAINER(says), sentence_);

  take_back_ = gtk_button_new_with_label("");
  add_class(take_back_, "quiet");
  stop_ = gtk_button_new();
  add_class(stop_, "stop");
  stop_word_ = label("", "word");
  GtkWidget* inside = row(10);
  gtk_container_add(GTK_CONTAINER(inside), picture("octagon-x", 26));
  gtk_container_add(GTK_CONTAINER(inside), stop_word_);
  if (keys_->printed()) gtk_container_add(GTK_CONTAINER(inside), label(*keys_->printed(), "key"));
  gtk_container_add(GTK_CONTAINER(stop_), inside);
  hide_ = gtk_button_new_with_label("");
  add_class(hide_, "quiet");
  GtkWidget* buttons = row(16);
  gtk_widget_set_hexpand(buttons, TRUE);  // what it asks may be wider than what it says
  gtk_box_pack_end(GTK_BOX(buttons), stop_, FALSE, FALSE, 0);
  gtk_box_pack_end(GTK_BOX(buttons), take_back_, FALSE, FALSE, 0);
  gtk_box_pack_end(GTK_BOX(buttons), hide_, FALSE, FALSE, 0);

  bar_ = row(24);
  add_class(bar_, "bar");
  gtk_container_add(GTK_CONTAINER(bar_), says);
  gtk_container_add(GTK_CONTAINER(bar_), buttons);

  both_ = column(0);
  add_class(both_, "both");
  asking_ = build_asking();
  gtk_container_add(GTK_CONTAINER(both_), bar_);
  gtk_container_add(GTK_CONTAINER(both_), asking_);
  gtk_container_add(GTK_CONTAINER(window_), both_);
  gtk_widget_show_all(both_);
}

GtkWidget* BannerWindow::build_asking() {
  asks_ = marked_label("", "asks");
  no_ = gtk_button_new_with_label("");
  add_class(no_, "quiet");
  yes_ = gtk_button_new_with_label("");
  add_class(yes_, "yes");
  GtkWidget* made = row(16);
  add_class(made, "asking");
  gtk_box_pack_start(GTK_BOX(made), asks_, FALSE, FALSE, 0);
  gtk_box_pack_end(GTK_BOX(made), yes_, FALSE, FALSE, 0);
  gtk_box_pack_end(GTK_BOX(made), no_, FALSE, FALSE, 0);
  g_signal_connect_swapped(
      no_, "clicked", G_CALLBACK(+[](BannerWindow* self) { self->answer(Press::No); }), this
  );
  g_signal_connect_swapped(
      yes_, "pressed", G_CALLBACK(+[](BannerWindow* self) { self->pressed_at_ = self->told_; }),
      this
  );
  g_signal_connect_swapped(
      yes_, "clicked", G_CALLBACK(+[](BannerWindow* self) { self->answer(Press::Yes); }), this
  );
  return made;
}

bool BannerWindow::take_pressed_across() {
  return std::exchange(pressed_at_, std::nullopt).value_or(told_) != told_;
}

void BannerWindow::answer(Press button) {
  const bool across = take_pressed_across() && button == Press::Yes;
  const bool late = asked_at_ && Moment::of_press(window_).since(*asked_at_) >= KeyGuard::kQuiet;
  if (late && !across) press(button);
}

void BannerWindow::hide_or_show() {
  const bool across = take_pressed_across();
  const bool late =
      hide_since_ && Moment::of_press(window_).since(*hide_since_) >= KeyGuard::kQuiet;
  const bool hides = banner_.paused == Paused::No || banner_.paused == Paused::LooksAway;
  if (late && !across) press(hides ? Press::Hide : Press::Show);
}

void BannerWindow::listen() {
  gtk_widget_add_events(
      window_, GDK_BUTTON_PRESS_MASK | GDK_BUTTON1_MOTION_MASK | GDK_STRUCTURE_MASK
  );
  g_signal_connect_swapped(
      take_back_, "clicked", G_CALLBACK(+[](BannerWindow* self) { self->press(Press::TakeBack); }),
      this
  );
  g_signal_connect_swapped(
      hide_, "pressed", G_CALLBACK(+[](BannerWindow* self) { self->pressed_at_ = self->told_; }),
      this
  );
  g_signal_connect_swapped(
      hide_, "clicked", G_CALLBACK(+[](BannerWindow* self) { self->hide_or_show(); }), this
  );
  g_signal_connect_swapped(
      stop_, "clicked", G_CALLBACK(+[](BannerWindow* self) { self->press(Press::Stop); }), this
  );
  g_signal_connect(
      window_, "delete-event", G_CALLBACK(+[](GtkWidget*, GdkEvent*, gpointer) { return TRUE; }),
      nullptr
  );
  g_signal_connect(
      window_, "button-press-event",
      G_CALLBACK(+[](GtkWidget*, GdkEventButton* event, gpointer self) {
        static_cast<BannerWindow*>(self)->grip_ = static_cast<int>(event->x);
        return TRUE;
      }),
      this
  );
  g_signal_connect(
      window_, "motion-notify-event",
      G_CALLBACK(+[](GtkWidget*, GdkEventMotion* event, gpointer self) {
        static_cast<BannerWindow*>(self)->drag_to(static_cast<int>(event->x_root));
        return TRUE;
      }),
      this
  );
  GdkScreen* screen = gtk_widget_get_screen(window_);
  monitors_ = g_signal_connect_swapped(
      screen, "monitors-changed",
      G_CALLBACK(+[](BannerWindow* self) { self->show(self->banner_); }), this
  );
}

void BannerWindow::tell(const Message& message) {
  if (const auto* banner = std::get_if<Banner>(&message)) show(*banner);
  if (const auto* mark = std::get_if<Mark>(&message)) draw(*mark);
}

// Where she sees nothing she shows nothing.
void BannerWindow::draw(const Mark& mark) {
  if (she_sees()) marks_->take(mark, banner_.operator_name);
}

void BannerWindow::show(Banner banner) {
  if (banner.asks != banner_.asks) asked_at_ = Moment::now(window_);
  const auto said = [](const Banner& one) {
    return std::tuple(one.scope, one.line_cut, one.asks, one.press_again, one.paused);
  };
  if (said(banner) != said(banner_)) ++told_;
  banner_ = std::move(banner);
  if (marks_ && !she_sees()) marks_->wipe();
  if (frame_) frame_->show(she_sees());
  show_photo();
  const BannerWords words = words_for(banner_);
  gtk_window_set_title(GTK_WINDOW(window_), words.title.c_str());
  speak_as(window_, words.spoken);
  gtk_label_set_markup(GTK_LABEL(sentence_), words.sentence.c_str());
  gtk_label_set_text(GTK_LABEL(stop_word_), words.stop.c_str());
  speak_as(stop_, words.stop);
  gtk_button_set_label(GTK_BUTTON(take_back_), words.take_back.c_str());
  gtk_widget_set_visible(take_back_, banner_.scope == Scope::Control && !banner_.line_cut);
  if (words.hide != gtk_button_get_label(GTK_BUTTON(hide_))) hide_since_ = Moment::now(window_);
  gtk_button_set_label(GTK_BUTTON(hide_), words.hide.c_str());
  gtk_widget_set_visible(hide_, !words.hide.empty());
  gtk_label_set_markup(GTK_LABEL(asks_), words.asks.c_str());
  gtk_button_set_label(GTK_BUTTON(yes_), words.yes.c_str());
  gtk_button_set_label(GTK_BUTTON(no_), words.no.c_str());
  gtk_widget_set_visible(no_, !words.no.empty());
  const bool asks = !words.asks.empty();
  gtk_widget_set_visible(asking_, asks);
  GtkStyleContext* style = gtk_widget_get_style_context(bar_);
  if (asks) {
    gtk_style_context_add_class(style, "joined");
  } else {
    gtk_style_context_remove_class(style, "joined");
  }

  gtk_orientable_set_orientation(GTK_ORIENTABLE(bar_), GTK_ORIENTATION_HORIZONTAL);
  gtk_label_set_line_wrap(GTK_LABEL(sentence_), FALSE);
  int width = 0;
  gtk_widget_get_preferred_width(both_, nullptr, &width);
  if (width > primary_monitor().width) {  // large text, small screen: two storeys
    gtk_orientable_set_orientation(GTK_ORIENTABLE(bar_), GTK_ORIENTATION_VERTICAL);
    gtk_label_set_line_wrap(GTK_LABEL(sentence_), TRUE);
    gtk_label_set_max_width_chars(GTK_LABEL(sentence_), kWrapsAt);
  }
  gtk_box_set_spacing(GTK_BOX(bar_), width > primary_monitor().width ? 8 : 24);
  place();
}

void BannerWindow::show_photo() {
  if (shown_photo_ == banner_.photo) return;
  shown_photo_ = banner_.photo;
  gtk_container_foreach(
      GTK_CONTAINER(photo_place_), [](GtkWidget* old, gpointer) { gtk_widget_destroy(old); },
      nullptr
  );
  GtkWidget* photo = round_photo(shown_photo_, kPhotoSide);
  gtk_widget_set_visible(photo_place_, photo != nullptr);
  if (photo == nullptr) return;
  speak_as(photo, " ");  // the name is in the sentence
  gtk_container_add(GTK_CONTAINER(photo_place_), photo);
  gtk_widget_show(photo);
}

void BannerWindow::place() {
  const Rect monitor = rect_of(primary_monitor());
  int width = 0;
  gtk_widget_get_preferred_width(
      both_, nullptr, &width
  );  // it is never larger or smaller than that
  const int left =
      dragged_to_ ? banner_left(*dragged_to_, width, monitor) : banner_middle(width, monitor);
  gtk_window_move(GTK_WINDOW(window_), left, monitor.y);
}

void BannerWindow::drag_to(int pointer) {
  dragged_to_ = pointer - grip_;
  place();
}

void BannerWindow::cover_changed() {
  if (raises_left_ == 0 || sight_->clear()) return;
  --raises_left_;
  sight_->raise();
}

void BannerWindow::beat_every(guint ms) {
  if (beats_ != 0) g_source_remove(beats_);
  beats_ = g_timeout_add(
      ms,
      [](gpointer self) -> gboolean {
        static_cast<BannerWindow*>(self)->beat();
        return G_SOURCE_CONTINUE;
      },
      this
  );
}

bool BannerWindow::can_be_seen() const {
  GdkWindow* window = gtk_widget_get_window(window_);
  return sight_->clear() && console_is_ours(window) && screen_shows(window, kAboveTheWords, kSun);
}

void BannerWindow::beat() {
  raises_left_ = kRaisesABeat;
  frame_->stay_on_top();
  if (!can_be_seen()) return sight_->raise();
  if (she_sees()) sight_->keep_awake();
  if (std::exchange(shown_, true)) return line_.say(alive());
  line_.say(shown());
  beat_every(kBeatMs);
}

void BannerWindow::press(Press button) { line_.say(pressed(banner_.secret, button)); }

}  // namespace maintendue::dialog
