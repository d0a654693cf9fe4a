#include "agent/dialog/farewell_window.h"

#include <gdk/gdkkeysyms.h>

#include "agent/dialog/contact_row.h"
#include "agent/dialog/keys_down.h"
#include "agent/dialog/picture.h"
#include "agent/dialog/room.h"
#include "agent/dialog/widgets.h"
#include "agent/dialog/wire.h"
#include "agent/po/catalogue.h"

namespace maintendue::dialog {
namespace {

constexpr int kWraps = 56;
constexpr int kPicture = 32, kSmallPicture = 24;

void add(GtkWidget* box, GtkWidget* piece) { gtk_container_add(GTK_CONTAINER(box), piece); }

}  // namespace

FarewellWindow::FarewellWindow(FarewellDesk desk, Line& line, Done done)
    : desk_(std::move(desk)), words_(words_for(desk_)), line_(line), done_(std::move(done)) {
  window_ = headed_window(words_.title, words_.organisation);
  gtk_widget_show_all(gtk_window_get_titlebar(GTK_WINDOW(window_)));
  g_signal_connect(window_, "map-event", G_CALLBACK(&FarewellWindow::mapped), this);
  g_signal_connect(window_, "key-press-event", G_CALLBACK(&FarewellWindow::key_pressed), this);
  g_signal_connect(window_, "key-release-event", G_CALLBACK(&FarewellWindow::key_released), this);
  g_signal_connect(window_, "delete-event", G_CALLBACK(&FarewellWindow::close_asked), this);
  look();
  bring_up(window_);
}

FarewellWindow::~FarewellWindow() { gtk_widget_destroy(window_); }

void FarewellWindow::tell(const Message& message) {
  const auto* desk = std::get_if<FarewellDesk>(&message);
  if (desk == nullptr) return;
  desk_ = *desk;
  words_ = words_for(desk_);
  look();
  turned_at_ = Moment::now(window_);
  guard_ = KeyGuard();
  guard_.appeared(keys_down(window_));
}

void FarewellWindow::look() {
  build(false);
  if (!fits_the_screen(window_)) build(true);
  gtk_widget_grab_focus(first_);
  atk_object_set_description(gtk_widget_get_accessible(window_), words_.spoken.c_str());
}

void FarewellWindow::build(bool tight) {
  if (body_) gtk_widget_destroy(body_);
  GtkStyleContext* style = gtk_widget_get_style_context(window_);
  if (tight) {
    gtk_style_context_add_class(style, "tight");
  } else {
    gtk_style_context_remove_class(style, "tight");
  }
  body_ = column(tight ? 10 : 20);
  add_class(body_, "body");
  const bool asks = !words_.question.empty();
  add(body_, asks ? marked_label(words_.question, "question", kWraps)
                  : label(words_.stands, "stands", kWraps));
  add(body_, points(tight));
  if (asks) add(body_, answers(tight));
  add(body_, foot());
  add(window_, body_);
  gtk_widget_show_all(body_);
}

GtkWidget* FarewellWindow::points(bool tight) {
  GtkWidget* made = column(tight ? 4 : 10);
  for (const FarewellPoint& point : words_.points) {
    GtkWidget* line = row(14);
    GtkWidget* shape = picture(point.icon, tight ? kSmallPicture : kPicture);
    add_class(shape, "calling");
    add(line, shape);
    GtkWidget* sentence = label(point.sentence, "means", kWraps);
    gtk_widget_set_valign(sentence, GTK_ALIGN_CENTER);
    add(line, sentence);
    add(made, line);
  }
  return made;
}

GtkWidget* FarewellWindow::answers(bool tight) {
  const bool back = desk_.asked == Farewell::Nothing;
  no_ = answer_button(words_.no, "x", "1", "no", tight);
  yes_ = answer_button(words_.yes, back ? "hand-helping" : "check", "2", "yes", tight);
  press(no_.button, [](FarewellWindow& self) { self.done_(); });
  press(yes_.button, [](FarewellWindow& self) { self.say(self.desk_.asked); });
  GtkWidget* made = row(20);
  gtk_box_set_homogeneous(GTK_BOX(made), TRUE);
  gtk_box_pack_start(GTK_BOX(made), no_.button, TRUE, TRUE, 0);
  gtk_box_pack_start(GTK_BOX(made), yes_.button, TRUE, TRUE, 0);
  first_ = no_.button;
  return made;
}

GtkWidget* FarewellWindow::foot() {
  GtkWidget* made = row(12);
  add_class(made, "foot");
  GtkWidget* contact = contact_row(desk_.organisation, desk_.phone, desk_.hours);
  if (contact) add(made, contact);
  const auto at_the_end = [this, made](GtkWidget* button, void (*then)(FarewellWindow&)) {
    gtk_widget_set_valign(button, GTK_ALIGN_CENTER);
    press(button, then);
    gtk_box_pack_end(GTK_BOX(made), button, FALSE, FALSE, 0);
    return button;
  };
  if (words_.question.empty()) {
    GtkWidget* close = worded_button("x", words_.close, "close");
    first_ = at_the_end(close, [](FarewellWindow& self) { self.done_(); });
  }
  if (!words_.take_back.empty()) {
    GtkWidget* back = worded_button("rotate-ccw", words_.take_back, "close");
    at_the_end(back, [](FarewellWindow& self) { self.say(Farewell::Nothing); });
  }
  if (Voice::speaks(catalogue::spoken_language(desk_.language))) {
    GtkWidget* listen = worded_button("volume-2", words_.listen, "close");
    at_the_end(listen, [](FarewellWindow& self) { self.read_aloud(); });
  }
  return made;
}

void FarewellWindow::press(GtkWidget* button, void (*then)(FarewellWindow&)) {
  g_object_set_data(G_OBJECT(button), "then", reinterpret_cast<gpointer>(then));
  g_signal_connect(
      button, "clicked", G_CALLBACK(+[](GtkButton* pressed, gpointer self) {
        auto& ours = *static_cast<FarewellWindow*>(self);
        auto* act = g_object_get_data(G_OBJECT(pressed), "then");
        const auto since = ours.since_turned(Moment::of_press(ours.window_));
        if (ours.guard_.click(since)) reinterpret_cast<void (*)(FarewellWindow&)>(act)(ours);
      }),
      this
  );
}

// The service tells what came of it.
void FarewellWindow::say(Farewell farewell) { line_.say(farewell_said(farewell)); }

// By its key, which wants to be pressed once more before it is an answer.
void FarewellWindow::choose(bool yes) {
  gtk_widget_grab_focus(yes ? yes_.button : no_.button);
  gtk_label_set_text(
      GTK_LABEL(yes_.hint), yes ? words_.press_again.c_str() : words_.yes.hint.c_str()
  );
}

void FarewellWindow::read_aloud() {
  voice_.read(words_.spoken, catalogue::spoken_language(desk_.language));
}

std::chrono::milliseconds FarewellWindow::since_turned(Moment when) const {
  return turned_at_ ? when.since(*turned_at_) : std::chrono::milliseconds{0};
}

gboolean FarewellWindow::mapped(GtkWidget* window, GdkEvent*, gpointer self) {
  auto& ours = *static_cast<FarewellWindow*>(self);
  if (ours.turned_at_) return FALSE;
  ours.turned_at_ = Moment::now(window);
  ours.guard_.appeared(keys_down(window));
  ours.line_.say(shown());
  return FALSE;
}

// What has the focus is the toolkit's to press, once the guard lets it. To close it changes
// nothing.
gboolean FarewellWindow::key_pressed(GtkWidget*, GdkEventKey* event, gpointer self) {
  auto& ours = *static_cast<FarewellWindow*>(self);
  if (event->keyval == GDK_KEY_Escape) {
    ours.done_();
    return TRUE;
  }
  const bool asks = !ours.words_.question.empty();
  switch (ours.guard_.press(key_of(*event), ours.since_turned(Moment(event->time)))) {
    case KeyMeaning::Pass:
    case KeyMeaning::Chosen:
      return FALSE;
    case KeyMeaning::Ignored:
      return TRUE;
    case KeyMeaning::Stray:
      if (asks) ours.choose(false);
      return TRUE;
    case KeyMeaning::Choose:
      if (asks) ours.choose(true);
      return TRUE;
    case KeyMeaning::No:
      ours.done_();
      return TRUE;
    case KeyMeaning::Yes:
      if (asks) ours.say(ours.desk_.asked);
      return TRUE;
  }
  return FALSE;
}

gboolean FarewellWindow::key_released(GtkWidget*, GdkEventKey* event, gpointer self) {
  static_cast<FarewellWindow*>(self)->guard_.release(event->hardware_keycode);
  return FALSE;
}

gboolean FarewellWindow::close_asked(GtkWidget*, GdkEvent*, gpointer self) {
  static_cast<FarewellWindow*>(self)->done_();
  return TRUE;  // it goes when the program does
}

}  // namespace maintendue::dialog
