#include "agent/dialog/journal_window.h"

#include <gdk/gdkkeysyms.h>

#include <algorithm>

#include "agent/dialog/paper.h"
#include "agent/dialog/style.h"
#include "agent/dialog/widgets.h"
#include "agent/dialog/wire.h"

namespace maintendue::dialog {
namespace {

constexpr int kWraps = 56;
constexpr int kWide = 640;
constexpr int kTallest = 440;  // then it scrolls

void add(GtkWidget* box, GtkWidget* piece) { gtk_container_add(GTK_CONTAINER(box), piece); }

}  // namespace

JournalWindow::JournalWindow(const Journal& journal, Line& line, Done done)
    : words_(words_for(journal)), line_(line), done_(std::move(done)) {
  build();
  g_signal_connect(window_, "map-event", G_CALLBACK(&JournalWindow::mapped), this);
  g_signal_connect(window_, "key-press-event", G_CALLBACK(&JournalWindow::key_pressed), this);
  g_signal_connect(window_, "delete-event", G_CALLBACK(&JournalWindow::close_asked), this);
  gtk_widget_grab_focus(close_);
  bring_up(window_);
}

JournalWindow::~JournalWindow() { gtk_widget_destroy(window_); }

void JournalWindow::build() {
  window_ = headed_window(words_.title, words_.organisation);
  atk_object_set_description(gtk_widget_get_accessible(window_), words_.about.c_str());
  GtkWidget* body = column(14);
  add_class(body, "body");
  add(body, label(words_.about, "question", kWraps));
  if (!words_.unread.empty()) add(body, label(words_.unread, "warning", kWraps));
  if (!words_.none.empty()) add(body, label(words_.none, "situation", kWraps));
  if (!words_.visits.empty()) add(body, visits());
  add(body, foot());
  add(window_, body);
  gtk_widget_show_all(body);
  gtk_widget_show_all(gtk_window_get_titlebar(GTK_WINDOW(window_)));
}

GtkWidget* JournalWindow::visits() {
  GtkWidget* list = column(0);
  gtk_widget_set_size_request(list, std::min(kWide, work_area().width * 3 / 4), -1);
  for (const VisitWords& words : words_.visits) add(list, visit(words));
  if (!words_.older.empty()) add(list, label(words_.older, "detail", kWraps));
  GtkWidget* made = gtk_scrolled_window_new(nullptr, nullptr);
  GtkScrolledWindow* scrolled = GTK_SCROLLED_WINDOW(made);
  gtk_scrolled_window_set_policy(scrolled, GTK_POLICY_NEVER, GTK_POLICY_AUTOMATIC);
  gtk_scrolled_window_set_overlay_scrolling(scrolled, FALSE);  // what goes on below is to be seen
  gtk_scrolled_window_set_propagate_natural_height(scrolled, TRUE);
  gtk_scrolled_window_set_max_content_height(scrolled, std::min(kTallest, work_area().height / 2));
  add(made, list);
  gtk_widget_set_can_focus(made, TRUE);  // keys move it
  speak_as(made, words_.about);
  return made;
}

GtkWidget* JournalWindow::visit(const VisitWords& words) {
  GtkWidget* made = column(2);
  add_class(made, "visit");
  add(made, label(words.when, "what", kWraps));
  add(made, label(words.who, "situation", kWraps));
  add(made, label(words.could + " " + words.ended, "detail", kWraps));
  speak_as(made, words.spoken);
  atk_object_set_role(gtk_widget_get_accessible(made), ATK_ROLE_LIST_ITEM);
  return made;
}

GtkWidget* JournalWindow::foot() {
  GtkWidget* made = row(12);
  add_class(made, "foot");
  close_ = gtk_button_new_with_label(words_.close.c_str());
  add_class(close_, "close");
  g_signal_connect(
      close_, "clicked",
      G_CALLBACK(+[](GtkButton*, gpointer self) { static_cast<JournalWindow*>(self)->done_(); }),
      this
  );
  gtk_box_pack_end(GTK_BOX(made), close_, FALSE, FALSE, 0);
  if (words_.visits.empty()) return made;
  GtkWidget* print = gtk_button_new_with_label(words_.print.c_str());
  add_class(print, "close");
  g_signal_connect(
      print, "clicked",
      G_CALLBACK(+[](GtkButton*, gpointer self) { static_cast<JournalWindow*>(self)->print(); }),
      this
  );
  gtk_box_pack_end(GTK_BOX(made), print, FALSE, FALSE, 0);
  return made;
}

void JournalWindow::print() {
  const Paper paper(words_);
  paper.print(GTK_WINDOW(window_));
}

gboolean JournalWindow::mapped(GtkWidget*, GdkEvent*, gpointer self) {
  static_cast<JournalWindow*>(self)->line_.say(shown());
  return FALSE;
}

gboolean JournalWindow::key_pressed(GtkWidget*, GdkEventKey* event, gpointer self) {
  if (event->keyval != GDK_KEY_Escape) return FALSE;
  static_cast<JournalWindow*>(self)->done_();
  return TRUE;
}

gboolean JournalWindow::close_asked(GtkWidget*, GdkEvent*, gpointer self) {
  static_cast<JournalWindow*>(self)->done_();
  return TRUE;  // it goes when the program does
}

}  // namespace maintendue::dialog
