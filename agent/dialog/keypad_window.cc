#include "agent/dialog/keypad_window.h"

#include <gdk/gdkkeysyms.h>

#include "agent/dialog/digit_key.h"
#include "agent/dialog/key_guard.h"
#include "agent/dialog/picture.h"
#include "agent/dialog/room.h"
#include "agent/dialog/widgets.h"
#include "agent/dialog/wire.h"

namespace maintendue::dialog {
namespace {

constexpr int kWraps = 34;
constexpr const char* kRows[] = {"123", "456", "789"};

}  // namespace

KeypadWindow::KeypadWindow(Keypad keypad, Line& line, Done done)
    : keypad_(std::move(keypad)), words_(words_for(keypad_)), line_(line), done_(std::move(done)) {
  build(false);
  if (!fits_the_screen(window_)) {
    gtk_widget_destroy(window_);
    build(true);
  }
  look();
  bring_up(window_);
  gtk_window_set_focus(GTK_WINDOW(window_), nullptr);  // an early Enter presses no key
}

KeypadWindow::~KeypadWindow() {
  if (timer_ != 0) g_source_remove(timer_);
  gtk_widget_destroy(window_);
}

void KeypadWindow::build(bool tight) {
  window_ = headed_window(words_.title, words_.organisation);
  atk_object_set_description(gtk_widget_get_accessible(window_), words_.spoken.c_str());
  if (tight) add_class(window_, "tight");
  GtkWidget* close = worded_button("x", words_.close, "close");
  body_ = tight ? row(24) : column(14);
  add_class(body_, "body");
  GtkWidget* first = column(14);
  gtk_container_add(GTK_CONTAINER(first), sentences(tight));
  gtk_container_add(GTK_CONTAINER(first), boxes());
  GtkWidget* second = column(14);
  gtk_container_add(GTK_CONTAINER(second), keys());
  gtk_container_add(GTK_CONTAINER(second), close);
  gtk_container_add(GTK_CONTAINER(body_), first);
  gtk_container_add(GTK_CONTAINER(body_), second);
  gtk_container_add(GTK_CONTAINER(window_), body_);
  gtk_widget_show_all(body_);
  gtk_widget_show_all(gtk_window_get_titlebar(GTK_WINDOW(window_)));
  listen(close);
}

GtkWidget* KeypadWindow::sentences(bool tight) {
  GtkWidget* words = column(2);
  gtk_container_add(GTK_CONTAINER(words), marked_label(words_.situation, "situation", kWraps));
  gtk_container_add(GTK_CONTAINER(words), marked_label(words_.task, "question", kWraps));
  gtk_container_add(GTK_CONTAINER(words), label(words_.warning, "warning", kWraps));
  if (!words_.doubt.empty()) {
    gtk_container_add(GTK_CONTAINER(words), label(words_.doubt, "warning", kWraps));
  }
  GtkWidget* made = tight ? column(8) : row(18);
  GtkWidget* phone = picture("phone-call", 52);
  add_class(phone, "calling");
  gtk_container_add(GTK_CONTAINER(made), phone);
  gtk_container_add(GTK_CONTAINER(made), words);
  return made;
}

// Digits are written from left to right in every language.
GtkWidget* KeypadWindow::boxes() {
  GtkWidget* made = row(10);
  gtk_widget_set_direction(made, GTK_TEXT_DIR_LTR);
  gtk_widget_set_halign(made, GTK_ALIGN_CENTER);
  for (GtkWidget*& box : boxes_) {
    box = label(" ", "digit");
    gtk_label_set_xalign(GTK_LABEL(box), 0.5);
    gtk_container_add(GTK_CONTAINER(made), box);
  }
  return made;
}

GtkWidget* KeypadWindow::keys() {
  GtkWidget* made = gtk_grid_new();
  GtkGrid* grid = GTK_GRID(made);
  gtk_widget_set_direction(made, GTK_TEXT_DIR_LTR);
  gtk_grid_set_row_spacing(grid, 8);
  gtk_grid_set_column_spacing(grid, 8);
  gtk_grid_set_column_homogeneous(grid, TRUE);
  gtk_grid_set_row_homogeneous(grid, TRUE);
  for (int line = 0; line < 3; ++line) {
    for (int at = 0; at < 3; ++at) {
      const char digit[] = {kRows[line][at], 0};
      gtk_grid_attach(grid, key(digit), at, line, 1, 1);
    }
  }
  erase_ = control("delete", words_.erase, "key-pad");
  send_ = control("check", words_.ready, "key-send");
  gtk_grid_attach(grid, erase_, 0, 3, 1, 1);
  gtk_grid_attach(grid, key("0"), 1, 3, 1, 1);
  gtk_grid_attach(grid, send_, 2, 3, 1, 1);
  return made;
}

GtkWidget* KeypadWindow::key(const char* digit) {
  GtkWidget* made = gtk_button_new_with_label(digit);
  add_class(made, "key-pad");
  gtk_widget_set_focus_on_click(made, FALSE);
  g_object_set_data(G_OBJECT(made), "digit", GINT_TO_POINTER(digit[0]));
  g_signal_connect(
      made, "clicked", G_CALLBACK(+[](GtkButton* button, gpointer self) {
        const auto tapped = GPOINTER_TO_INT(g_object_get_data(G_OBJECT(button), "digit"));
        static_cast<KeypadWindow*>(self)->tap(static_cast<char>(tapped));
      }),
      this
  );
  return made;
}

GtkWidget* KeypadWindow::control(
    const char* icon, const std::string& spoken, const char* style_class
) {
  GtkWidget* made = gtk_button_new();
  GtkWidget* shape = picture(icon, 30);
  gtk_widget_set_halign(shape, GTK_ALIGN_CENTER);
  gtk_container_add(GTK_CONTAINER(made), shape);
  add_class(made, style_class);
  gtk_widget_set_focus_on_click(made, FALSE);
  speak_as(made, spoken);
  return made;
}

void KeypadWindow::listen(GtkWidget* close) {
  const auto on_click = [this](GtkWidget* button, void (*then)(GtkButton*, gpointer)) {
    g_signal_connect(button, "clicked", G_CALLBACK(then), this);
  };
  on_click(close, [](GtkButton*, gpointer self) { static_cast<KeypadWindow*>(self)->close(); });
  on_click(erase_, [](GtkButton*, gpointer self) { static_cast<KeypadWindow*>(self)->erase(); });
  on_click(send_, [](GtkButton*, gpointer self) { static_cast<KeypadWindow*>(self)->send(); });
  g_signal_connect(window_, "map-event", G_CALLBACK(&KeypadWindow::mapped), this);
  g_signal_connect(window_, "key-press-event", G_CALLBACK(&KeypadWindow::key_pressed), this);
  g_signal_connect(window_, "delete-event", G_CALLBACK(&KeypadWindow::close_asked), this);
}

gboolean KeypadWindow::mapped(GtkWidget* window, GdkEvent*, gpointer self) {
  auto& ours = *static_cast<KeypadWindow*>(self);
  if (ours.shown_at_) return FALSE;
  ours.shown_at_ = Moment::now(window);
  ours.line_.say(shown());
  return FALSE;
}

gboolean KeypadWindow::key_pressed(GtkWidget*, GdkEventKey* event, gpointer self) {
  auto& ours = *static_cast<KeypadWindow*>(self);
  if ((event->state & (GDK_CONTROL_MASK | GDK_MOD1_MASK | GDK_SUPER_MASK)) != 0) return FALSE;
  if (const char digit = digit_of(*event); digit != 0) {
    ours.tap(digit);
    return TRUE;
  }
  switch (event->keyval) {
    case GDK_KEY_BackSpace:
    case GDK_KEY_Delete:
      ours.erase();
      return TRUE;
    case GDK_KEY_Escape:
      ours.close();
      return TRUE;
    case GDK_KEY_Return:
    case GDK_KEY_KP_Enter:
      if (ours.digits_.size() < kDigits) return FALSE;
      ours.send();
      return TRUE;
    default:
      return FALSE;  // the toolkit's business: Tab, arrows
  }
}

gboolean KeypadWindow::close_asked(GtkWidget*, GdkEvent*, gpointer self) {
  static_cast<KeypadWindow*>(self)->close();
  return TRUE;  // it goes when the program does
}

bool KeypadWindow::too_soon() const {
  return !shown_at_ || Moment::of_press(window_).since(*shown_at_) < KeyGuard::kQuiet;
}

void KeypadWindow::tap(char digit) {
  if (answered_ || too_soon() || digits_.size() == kDigits) return;
  digits_ += digit;
  look();
  if (digits_.size() == kDigits) gtk_widget_grab_focus(send_);
}

void KeypadWindow::erase() {
  if (answered_ || digits_.empty()) return;
  digits_.pop_back();
  look();
}

void KeypadWindow::send() {
  if (digits_.size() < kDigits || std::exchange(answered_, true)) return;
  line_.say(tapped(keypad_.secret, digits_));
  gtk_widget_set_sensitive(body_, FALSE);
}

void KeypadWindow::close() {
  if (timer_ != 0) return done_();
  if (std::exchange(answered_, true)) return;
  line_.say(reply(keypad_.secret, false, Means::Closed));
  gtk_widget_hide(window_);
  done_();
}

void KeypadWindow::look() {
  for (std::size_t at = 0; at < kDigits; ++at) {
    const char digit[] = {at < digits_.size() ? digits_[at] : ' ', 0};
    gtk_label_set_text(GTK_LABEL(boxes_[at]), digit);
    GtkStyleContext* style = gtk_widget_get_style_context(boxes_[at]);
    if (at == digits_.size()) {
      gtk_style_context_add_class(style, "next");
    } else {
      gtk_style_context_remove_class(style, "next");
    }
  }
  gtk_widget_set_sensitive(send_, digits_.size() == kDigits);
  gtk_widget_set_sensitive(erase_, !digits_.empty());
}

void KeypadWindow::tell(const Message& message) {
  const auto* verdict = std::get_if<KeypadVerdict>(&message);
  if (verdict == nullptr || timer_ != 0) return;
  answered_ = true;
  gtk_widget_destroy(body_);
  body_ = column(10);
  add_class(body_, "body");
  add_class(body_, verdict->right ? "right" : "wrong");
  GtkWidget* sign = picture(verdict->right ? "check" : "x", 72);
  gtk_widget_set_halign(sign, GTK_ALIGN_CENTER);
  const std::string& words = verdict->right ? words_.right : words_.wrong;
  gtk_container_add(GTK_CONTAINER(body_), sign);
  gtk_container_add(GTK_CONTAINER(body_), label(words, "what", kWraps));
  gtk_container_add(GTK_CONTAINER(window_), body_);
  gtk_widget_show_all(body_);
  atk_object_set_description(gtk_widget_get_accessible(window_), words.c_str());
  timer_ = g_timeout_add_seconds(
      kVerdictSeconds,
      [](gpointer self) -> gboolean {
        auto& ours = *static_cast<KeypadWindow*>(self);
        ours.timer_ = 0;
        ours.done_();
        return G_SOURCE_REMOVE;
      },
      this
  );
}

}  // namespace maintendue::dialog
