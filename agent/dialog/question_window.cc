#include "agent/dialog/question_window.h"

#include "agent/dialog/keys_down.h"
#include "agent/dialog/picture.h"
#include "agent/dialog/room.h"
#include "agent/dialog/round_photo.h"
#include "agent/dialog/widgets.h"
#include "agent/dialog/wire.h"
#include "agent/po/catalogue.h"

namespace maintendue::dialog {
namespace {

constexpr int kQuestionWraps = 54;
constexpr int kDetailWraps = 72;
constexpr int kPhotoSide = 96;

const char* picture_of(const Question& question) {
  if (question.restart) return "rotate-ccw";
  return question.scope == Scope::Control ? "mouse-pointer-click" : "eye";
}

GtkWidget* warning_row(const std::string& text, const std::string& doubt, GtkWidget* listen) {
  GtkWidget* sentences = column(2);
  gtk_container_add(GTK_CONTAINER(sentences), label(text, "text", kDetailWraps));
  if (!doubt.empty()) {
    gtk_container_add(GTK_CONTAINER(sentences), label(doubt, "text", kDetailWraps));
  }
  GtkWidget* made = row(10);
  add_class(made, "warning");
  gtk_container_add(GTK_CONTAINER(made), picture("shield-alert", 26));
  gtk_container_add(GTK_CONTAINER(made), sentences);
  if (listen) gtk_box_pack_end(GTK_BOX(made), listen, FALSE, FALSE, 0);
  return made;
}

}  // namespace

QuestionWindow::QuestionWindow(Question question, Line& line, Done done)
    : question_(std::move(question)),
      words_(words_for(question_)),
      line_(line),
      done_(std::move(done)) {
  build(false);
  if (!fits_the_screen(window_)) {
    gtk_widget_destroy(window_);
    build(true);
  }
  present();
}

QuestionWindow::~QuestionWindow() { gtk_widget_destroy(window_); }

GtkWidget* QuestionWindow::asking() {
  GtkWidget* photo = round_photo(question_.photo, kPhotoSide);
  if (photo == nullptr) {
    photo = gtk_label_new(words_.initial.c_str());
    add_class(photo, "initial");
    gtk_widget_set_valign(photo, GTK_ALIGN_CENTER);
  }
  speak_as(photo, " ");  // the name is in the sentence

  GtkWidget* sentences = column(2);
  gtk_container_add(
      GTK_CONTAINER(sentences), marked_label(words_.situation, "situation", kQuestionWraps)
  );
  gtk_container_add(
      GTK_CONTAINER(sentences), marked_label(words_.question, "question", kQuestionWraps)
  );
  gtk_container_add(GTK_CONTAINER(sentences), label(words_.detail, "detail", kDetailWraps));
  gtk_container_add(GTK_CONTAINER(sentences), label(words_.freedom, "detail", kDetailWraps));

  GtkWidget* made = row(20);
  gtk_container_add(GTK_CONTAINER(made), photo);
  gtk_container_add(GTK_CONTAINER(made), sentences);
  return made;
}

GtkWidget* QuestionWindow::number() {
  GtkWidget* made = column(4);
  add_class(made, "aloud");
  GtkWidget* digits = label(words_.number, "number");
  gtk_widget_set_direction(digits, GTK_TEXT_DIR_LTR);  // 123 456 in every language
  gtk_widget_set_halign(digits, GTK_ALIGN_CENTER);
  gtk_container_add(GTK_CONTAINER(made), label(words_.aloud, "say", kDetailWraps));
  gtk_container_add(GTK_CONTAINER(made), digits);
  return made;
}

void QuestionWindow::build(bool tight) {
  window_ = headed_window(words_.title, words_.organisation);
  atk_object_set_description(gtk_widget_get_accessible(window_), words_.spoken_question.c_str());
  if (tight) add_class(window_, "tight");

  no_ = answer_button(words_.no, "x", "1", "no", tight);
  yes_ = answer_button(words_.yes, picture_of(question_), "2", "yes", tight);
  GtkWidget* answers = row(20);
  gtk_box_set_homogeneous(GTK_BOX(answers), TRUE);
  gtk_box_pack_start(GTK_BOX(answers), no_.button, TRUE, TRUE, 0);
  gtk_box_pack_start(GTK_BOX(answers), yes_.button, TRUE, TRUE, 0);

  GtkWidget* body = column(tight ? 10 : 20);
  add_class(body, "body");
  gtk_container_add(GTK_CONTAINER(body), asking());
  if (!words_.number.empty()) gtk_container_add(GTK_CONTAINER(body), number());
  gtk_container_add(GTK_CONTAINER(body), answers);
  listen_ = nullptr;
  if (Voice::speaks(catalogue::spoken_language(question_.language))) {
    listen_ = worded_button("volume-2", words_.listen, "close");
    gtk_widget_set_valign(listen_, GTK_ALIGN_CENTER);
  }
  gtk_container_add(GTK_CONTAINER(body), warning_row(words_.warning, words_.doubt, listen_));
  gtk_container_add(GTK_CONTAINER(window_), body);
  gtk_widget_show_all(body);
  gtk_widget_show_all(gtk_window_get_titlebar(GTK_WINDOW(window_)));
  listen();
}

void QuestionWindow::listen() {
  g_signal_connect(
      no_.button, "clicked", G_CALLBACK(+[](GtkButton*, gpointer self) {
        static_cast<QuestionWindow*>(self)->clicked(false);
      }),
      this
  );
  g_signal_connect(
      yes_.button, "clicked", G_CALLBACK(+[](GtkButton*, gpointer self) {
        static_cast<QuestionWindow*>(self)->clicked(true);
      }),
      this
  );
  if (listen_) {
    g_signal_connect(
        listen_, "clicked", G_CALLBACK(+[](GtkButton*, gpointer self) {
          auto& ours = *static_cast<QuestionWindow*>(self);
          (void)ours.guard_.click(ours.since_shown(Moment::of_press(ours.window_))
          );  // answers nothing
          ours.read_aloud();
        }),
        this
    );
  }
  g_signal_connect(window_, "map-event", G_CALLBACK(&QuestionWindow::mapped), this);
  g_signal_connect(window_, "key-press-event", G_CALLBACK(&QuestionWindow::key_pressed), this);
  g_signal_connect(window_, "key-release-event", G_CALLBACK(&QuestionWindow::key_released), this);
  g_signal_connect(window_, "delete-event", G_CALLBACK(&QuestionWindow::close_asked), this);
}

void QuestionWindow::present() {
  gtk_widget_grab_focus(no_.button);
  bring_up(window_);
}

void QuestionWindow::read_aloud() {
  voice_.read(words_.read_aloud, catalogue::spoken_language(question_.language));
}

gboolean QuestionWindow::mapped(GtkWidget* window, GdkEvent*, gpointer self) {
  auto& ours = *static_cast<QuestionWindow*>(self);
  if (ours.shown_at_) return FALSE;
  ours.shown_at_ = Moment::now(window);
  ours.guard_.appeared(keys_down(window));
  const std::string language = catalogue::spoken_language(ours.question_.language);
  ours.line_.say(shown(ours.words_.spoken_question, language));
  return FALSE;
}

gboolean QuestionWindow::key_pressed(GtkWidget* window, GdkEventKey* event, gpointer self) {
  auto& ours = *static_cast<QuestionWindow*>(self);
  switch (ours.guard_.press(key_of(*event), ours.since_shown(Moment(event->time)))) {
    case KeyMeaning::Pass:
      return FALSE;
    case KeyMeaning::Ignored:
      return TRUE;
    case KeyMeaning::Stray:
      ours.choose(false);
      return TRUE;
    case KeyMeaning::Choose:
      ours.choose(true);
      return TRUE;
    case KeyMeaning::No:
      ours.answer(false, Means::Keyboard);
      return TRUE;
    case KeyMeaning::Yes:
      ours.answer(true, Means::Keyboard);
      return TRUE;
    case KeyMeaning::Chosen:
      break;
  }
  GtkWidget* chosen = gtk_window_get_focus(GTK_WINDOW(window));
  if (chosen == ours.no_.button || chosen == ours.yes_.button) {
    ours.answer(chosen == ours.yes_.button, Means::Keyboard);
  } else if (chosen && chosen == ours.listen_) {
    ours.read_aloud();
  }
  return TRUE;
}

gboolean QuestionWindow::key_released(GtkWidget*, GdkEventKey* event, gpointer self) {
  static_cast<QuestionWindow*>(self)->guard_.release(event->hardware_keycode);
  return FALSE;
}

gboolean QuestionWindow::close_asked(GtkWidget*, GdkEvent*, gpointer self) {
  static_cast<QuestionWindow*>(self)->answer(false, Means::Closed);
  return TRUE;  // it goes when the program does
}

// By a pointer, or by an assistive technology that stands for one.
void QuestionWindow::clicked(bool yes) {
  if (guard_.click(since_shown(Moment::of_press(window_)))) answer(yes, Means::Pointer);
}

// Negative for a key that was pressed just before.
std::chrono::milliseconds QuestionWindow::since_shown(Moment when) const {
  return shown_at_ ? when.since(*shown_at_) : std::chrono::milliseconds{0};
}

// By its key, which wants to be pressed once more before it is an answer.
void QuestionWindow::choose(bool yes) {
  gtk_widget_grab_focus(yes ? yes_.button : no_.button);
  gtk_label_set_text(
      GTK_LABEL(yes_.hint), yes ? words_.press_again.c_str() : words_.yes.hint.c_str()
  );
}

void QuestionWindow::answer(bool yes, Means by) {
  if (std::exchange(answered_, true)) return;
  line_.say(reply(question_.secret, yes, by));
  gtk_widget_hide(window_);
  done_();
}

}  // namespace maintendue::dialog
