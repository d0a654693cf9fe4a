#include "agent/dialog/slip_window.h"

#include <gdk/gdkkeysyms.h>

#include "agent/dialog/digit_key.h"
#include "agent/dialog/key_guard.h"
#include "agent/dialog/picture.h"
#include "agent/dialog/room.h"
#include "agent/dialog/round_photo.h"
#include "agent/dialog/style.h"
#include "agent/dialog/widgets.h"
#include "agent/dialog/wire.h"
#include "agent/po/catalogue.h"

namespace maintendue::dialog {
namespace {

constexpr int kWraps = 32, kTextWraps = 44, kHostWraps = 60, kWordWraps = 10;
constexpr int kPicture = 80, kSmallPicture = 56, kAnswerPicture = 36, kSmallAnswerPicture = 26;
constexpr int kPhotoSide = 36;
constexpr int kTallestText = 260;  // pixels; a longer one is scrolled
constexpr int kFromTheEdge = 16;

void add(GtkWidget* box, GtkWidget* piece) { gtk_container_add(GTK_CONTAINER(box), piece); }

bool ends_it(SlipAnswer answer) {
  return answer != SlipAnswer::Again && answer != SlipAnswer::NotUnderstood;
}

}  // namespace

SlipWindow::SlipWindow(Slip slip, Line& line, Done done)
    : slip_(std::move(slip)), words_(words_for(slip_)), line_(line), done_(std::move(done)) {
  build(false);
  if (!fits_the_screen(window_)) {
    gtk_widget_destroy(window_);
    answers_.clear();
    build(true);
  }
  gtk_window_set_focus_on_map(GTK_WINDOW(window_), FALSE);
  gtk_window_set_skip_taskbar_hint(GTK_WINDOW(window_), FALSE);  // else no key leads to it
  place();
  gtk_widget_show(window_);
  gtk_window_set_focus(GTK_WINDOW(window_), nullptr);  // Enter alone presses nothing
}

SlipWindow::~SlipWindow() {
  if (timer_ != 0) g_source_remove(timer_);
  gtk_widget_destroy(window_);
}

void SlipWindow::build(bool tight) {
  window_ = headed_window(words_.title, words_.organisation);
  atk_object_set_description(gtk_widget_get_accessible(window_), words_.spoken.c_str());
  atk_object_set_role(gtk_widget_get_accessible(window_), ATK_ROLE_NOTIFICATION);
  add_class(window_, "slip");
  if (tight) add_class(window_, "tight");
  GtkWidget* body = column(tight ? 6 : 10);
  add_class(body, "body");
  add(body, says(tight));
  if (slip_.page) {
    add(body, button("external-link", words_.open, "primary", [](SlipWindow& self) {
          self.open_page();
        }));
  }
  add(body, answers(tight));
  told_ = label(" ", "told", kTextWraps);  // its place is kept, so that the window never grows
  atk_object_set_role(gtk_widget_get_accessible(told_), ATK_ROLE_NOTIFICATION);
  add(body, told_);
  add(body, foot());
  add(window_, body);
  gtk_widget_show_all(body);
  gtk_widget_show_all(gtk_window_get_titlebar(GTK_WINDOW(window_)));
  g_signal_connect(window_, "map-event", G_CALLBACK(&SlipWindow::mapped), this);
  g_signal_connect(window_, "key-press-event", G_CALLBACK(&SlipWindow::key_pressed), this);
  g_signal_connect(window_, "delete-event", G_CALLBACK(&SlipWindow::close_asked), this);
}

GtkWidget* SlipWindow::says(bool tight) {
  GtkWidget* heading = row(10);
  if (GtkWidget* photo = round_photo(slip_.photo, kPhotoSide)) {
    speak_as(photo, " ");  // the name is beside it
    add(heading, photo);
  }
  add(heading, marked_label(words_.heading, "situation", kTextWraps));
  GtkWidget* lines = column(4);
  gtk_widget_set_valign(lines, GTK_ALIGN_CENTER);
  add(lines, heading);
  add(lines, sentence());
  if (!words_.rest.empty()) {
    GtkWidget* rest = label(words_.rest, "detail", kTextWraps);
    gtk_label_set_line_wrap_mode(GTK_LABEL(rest), PANGO_WRAP_CHAR);
    gtk_widget_set_direction(rest, GTK_TEXT_DIR_LTR);
    add(lines, rest);
  }
  if (!words_.note.empty()) add(lines, label(words_.note, "warning", kTextWraps));
  GtkWidget* made = row(20);
  GtkWidget* shape = picture(words_.icon, tight ? kSmallPicture : kPicture);
  add_class(shape, "calling");
  gtk_widget_set_valign(shape, GTK_ALIGN_CENTER);
  add(made, shape);
  add(made, lines);
  return made;
}

// A host is read from left to right, whole; her own words may be many.
GtkWidget* SlipWindow::sentence() {
  const bool hers = slip_.phrase == 0 && !slip_.page;
  GtkWidget* made = label(
      words_.sentence, hers ? "written" : "says",
      hers         ? kTextWraps
      : slip_.page ? kHostWraps
                   : kWraps
  );
  if (slip_.page) {
    gtk_label_set_line_wrap_mode(GTK_LABEL(made), PANGO_WRAP_CHAR);
    gtk_widget_set_direction(made, GTK_TEXT_DIR_LTR);
  }
  if (!hers) return made;
  gtk_label_set_line_wrap_mode(GTK_LABEL(made), PANGO_WRAP_WORD_CHAR);
  gtk_label_set_selectable(GTK_LABEL(made), TRUE);
  g_object_set(gtk_widget_get_settings(made), "gtk-label-select-on-focus", FALSE, nullptr);
  GtkWidget* scrolled = gtk_scrolled_window_new(nullptr, nullptr);
  GtkScrolledWindow* scroll = GTK_SCROLLED_WINDOW(scrolled);
  gtk_scrolled_window_set_policy(scroll, GTK_POLICY_NEVER, GTK_POLICY_AUTOMATIC);
  gtk_scrolled_window_set_overlay_scrolling(scroll, FALSE);  // what goes on below is to be seen
  gtk_scrolled_window_set_propagate_natural_height(scroll, TRUE);
  gtk_scrolled_window_set_max_content_height(scroll, kTallestText);
  add(scrolled, made);
  return scrolled;
}

GtkWidget* SlipWindow::answers(bool tight) {
  GtkWidget* made = row(8);
  gtk_box_set_homogeneous(GTK_BOX(made), TRUE);
  for (std::size_t at = 0; at < words_.answers.size(); ++at) add(made, answer_button(at, tight));
  return made;
}

GtkWidget* SlipWindow::answer_button(std::size_t at, bool tight) {
  const SlipAnswerWords& words = words_.answers[at];
  GtkWidget* inside = column(4);
  add(inside, picture(words.icon, tight ? kSmallAnswerPicture : kAnswerPicture));
  GtkWidget* word = label(words.word, "word", kWordWraps);
  gtk_label_set_xalign(GTK_LABEL(word), 0.5);
  gtk_label_set_justify(GTK_LABEL(word), GTK_JUSTIFY_CENTER);
  add(inside, word);
  GtkWidget* made = gtk_button_new();
  add(made, inside);
  add_class(made, "reply");
  speak_as(made, words.spoken);
  gtk_widget_set_focus_on_click(made, FALSE);
  g_object_set_data(G_OBJECT(made), "at", GSIZE_TO_POINTER(at));
  g_signal_connect(
      made, "clicked", G_CALLBACK(+[](GtkButton* pressed, gpointer self) {
        const auto which = GPOINTER_TO_SIZE(g_object_get_data(G_OBJECT(pressed), "at"));
        static_cast<SlipWindow*>(self)->answer(which);
      }),
      this
  );
  answers_.push_back(made);
  return made;
}

GtkWidget* SlipWindow::foot() {
  GtkWidget* made = row(12);
  const bool aloud =
      !words_.listen.empty() && Voice::speaks(catalogue::spoken_language(slip_.language));
  if (aloud) {
    GtkWidget* listen =
        button("volume-2", words_.listen, "close", [](SlipWindow& self) { self.read_aloud(); });
    gtk_box_pack_start(GTK_BOX(made), listen, FALSE, FALSE, 0);
  }
  GtkWidget* close = button("x", words_.close, "close", [](SlipWindow& self) { self.done_(); });
  gtk_box_pack_end(GTK_BOX(made), close, FALSE, FALSE, 0);
  return made;
}

GtkWidget* SlipWindow::button(
    const char* icon, const std::string& word, const char* name, void (*then)(SlipWindow&)
) {
  GtkWidget* made = worded_button(icon, word, name);
  g_object_set_data(G_OBJECT(made), "then", reinterpret_cast<gpointer>(then));
  g_signal_connect(
      made, "clicked", G_CALLBACK(+[](GtkButton* pressed, gpointer self) {
        auto* act = g_object_get_data(G_OBJECT(pressed), "then");
        reinterpret_cast<void (*)(SlipWindow&)>(act)(*static_cast<SlipWindow*>(self));
      }),
      this
  );
  return made;
}

void SlipWindow::place() {
  const GdkRectangle area = work_area();
  const bool mirrored = gtk_widget_get_default_direction() == GTK_TEXT_DIR_RTL;
  gtk_window_set_gravity(
      GTK_WINDOW(window_), mirrored ? GDK_GRAVITY_SOUTH_WEST : GDK_GRAVITY_SOUTH_EAST
  );
  int width = 0, height = 0;
  gtk_widget_realize(window_);
  gtk_window_get_size(GTK_WINDOW(window_), &width, &height);
  const int left = mirrored ? area.x + kFromTheEdge : area.x + area.width - width - kFromTheEdge;
  gtk_window_move(GTK_WINDOW(window_), left, area.y + area.height - height - kFromTheEdge);
}

gboolean SlipWindow::mapped(GtkWidget* window, GdkEvent*, gpointer self) {
  auto& ours = *static_cast<SlipWindow*>(self);
  if (ours.shown_at_) return FALSE;
  ours.shown_at_ = Moment::now(window);
  ours.line_.say(shown());
  return FALSE;
}

gboolean SlipWindow::key_pressed(GtkWidget*, GdkEventKey* event, gpointer self) {
  auto& ours = *static_cast<SlipWindow*>(self);
  if ((event->state & (GDK_CONTROL_MASK | GDK_MOD1_MASK | GDK_SUPER_MASK)) != 0) return FALSE;
  if (event->keyval == GDK_KEY_Escape) {
    ours.done_();
    return TRUE;
  }
  const char digit = digit_of(*event);
  if (digit < '1') return FALSE;
  ours.answer(static_cast<std::size_t>(digit - '1'));
  return TRUE;
}

gboolean SlipWindow::close_asked(GtkWidget*, GdkEvent*, gpointer self) {
  static_cast<SlipWindow*>(self)->done_();
  return TRUE;  // it goes when the program does
}

bool SlipWindow::too_soon() const {
  return !shown_at_ || Moment::of_press(window_).since(*shown_at_) < KeyGuard::kQuiet;
}

// The family's tray opens it: this program has none of the family's settings.
void SlipWindow::open_page() {
  if (timer_ != 0 || too_soon() || std::exchange(opening_, true)) return;
  line_.say(slip_answered(SlipAnswer::Opened));
}

void SlipWindow::tell(const Message& message) {
  const auto* opened = std::get_if<SlipOpened>(&message);
  if (opened == nullptr || !slip_.page) return;
  opening_ = false;
  say(opened_words(slip_, opened->ok));
  if (opened->ok) close_soon();
}

void SlipWindow::answer(std::size_t at) {
  if (at >= words_.answers.size() || timer_ != 0 || too_soon()) return;
  for (GtkWidget* one : answers_) {
    gtk_style_context_remove_class(gtk_widget_get_style_context(one), "chosen");
  }
  add_class(answers_[at], "chosen");
  line_.say(slip_answered(words_.answers[at].answer));
  say(answered_words(words_.answers[at].word));
  if (ends_it(words_.answers[at].answer)) close_soon();
}

void SlipWindow::say(const std::string& words) {
  gtk_label_set_text(GTK_LABEL(told_), words.c_str());
  speak_as(told_, words);
}

void SlipWindow::close_soon() {
  if (timer_ != 0) return;
  timer_ = g_timeout_add_seconds(
      kSecondsToRead,
      [](gpointer self) -> gboolean {
        auto& ours = *static_cast<SlipWindow*>(self);
        ours.timer_ = 0;
        ours.done_();
        return G_SOURCE_REMOVE;
      },
      this
  );
}

void SlipWindow::read_aloud() {
  voice_.read(words_.sentence, catalogue::spoken_language(slip_.language));
}

}  // namespace maintendue::dialog
