#include "agent/dialog/help_window.h"

#include <gdk/gdkkeysyms.h>

#include "agent/dialog/contact_row.h"
#include "agent/dialog/digit_key.h"
#include "agent/dialog/key_guard.h"
#include "agent/dialog/picture.h"
#include "agent/dialog/room.h"
#include "agent/dialog/widgets.h"
#include "agent/dialog/wire.h"

namespace maintendue::dialog {
namespace {

constexpr int kWraps = 60, kWordWraps = 16, kLargeWraps = 40;
constexpr int kColumns = 4;
constexpr int kPicture = 64, kSmallPicture = 32, kAskedPicture = 72, kTinyPicture = 24;
constexpr auto kTopic = "topic";
constexpr auto kWhen = "when";
constexpr auto kClose = "close";
constexpr auto kLanguage = "language";

void add(GtkWidget* box, GtkWidget* piece) { gtk_container_add(GTK_CONTAINER(box), piece); }

// The piece of that name, in `within` and below.
GtkWidget* find(GtkWidget* within, const std::string& name) {
  if (gtk_widget_get_name(within) == name) return within;
  if (!GTK_IS_CONTAINER(within)) return nullptr;
  GtkWidget* found = nullptr;
  GList* pieces = gtk_container_get_children(GTK_CONTAINER(within));
  for (GList* at = pieces; at && !found; at = at->next) {
    found = find(GTK_WIDGET(at->data), name);
  }
  g_list_free(pieces);
  return found;
}

// By its shape too, for whoever sees no colours.
void mark_as_chosen(GtkWidget* button) {
  add_class(button, "chosen");
  gtk_button_set_image(GTK_BUTTON(button), picture("check", kTinyPicture));
  gtk_button_set_always_show_image(GTK_BUTTON(button), TRUE);
}

}  // namespace

HelpWindow::HelpWindow(HelpDesk desk, Line& line, Done done)
    : desk_(std::move(desk)), words_(words_for(desk_)), line_(line), done_(std::move(done)) {
  window_ = headed_window(words_.title, words_.title);
  gtk_widget_show_all(gtk_window_get_titlebar(GTK_WINDOW(window_)));
  g_signal_connect(window_, "map-event", G_CALLBACK(&HelpWindow::mapped), this);
  g_signal_connect(window_, "key-press-event", G_CALLBACK(&HelpWindow::key_pressed), this);
  g_signal_connect(window_, "delete-event", G_CALLBACK(&HelpWindow::close_asked), this);
  shown_page_ = page();
  look();
  bring_up(window_);
}

HelpWindow::~HelpWindow() { gtk_widget_destroy(window_); }

void HelpWindow::tell(const Message& message) {
  const auto* desk = std::get_if<HelpDesk>(&message);
  if (desk == nullptr) return;
  if (desk->standing != desk_.standing) choosing_ = false;  // there is news of it
  desk_ = *desk;
  words_ = words_for(desk_);
  look();
}

void HelpWindow::look() {
  GtkWidget* focused = gtk_window_get_focus(GTK_WINDOW(window_));
  const std::string name = focused ? gtk_widget_get_name(focused) : kClose;
  build(false);
  if (!fits_the_screen(window_)) build(true);
  GtkWidget* again = find(body_, name);
  gtk_widget_grab_focus(again ? again : find(body_, kClose));
  std::string said = words_.stands + " " + words_.means;
  if (page() == Page::Pictures) said = words_.question;
  if (page() == Page::Languages) said = words_.which_language;
  atk_object_set_description(gtk_widget_get_accessible(window_), said.c_str());
  if (std::exchange(shown_page_, page()) != page()) {
    turned_at_ = Moment::now(window_);
  }
}

void HelpWindow::build(bool tight) {
  if (body_) gtk_widget_destroy(body_);
  GtkStyleContext* style = gtk_widget_get_style_context(window_);
  if (tight) {
    gtk_style_context_add_class(style, "tight");
  } else {
    gtk_style_context_remove_class(style, "tight");
  }
  body_ = column(tight ? 8 : 16);
  add_class(body_, "body");
  if (!words_.trouble.empty() && page() != Page::Languages) add(body_, trouble());
  switch (page()) {
    case Page::Pictures:
      add(body_, pictures(tight));
      break;
    case Page::Standing:
      add(body_, standing());
      break;
    case Page::Languages:
      add(body_, languages(tight));
      break;
  }
  add(body_, foot());
  add(window_, body_);
  gtk_widget_show_all(body_);
}

GtkWidget* HelpWindow::trouble() {
  GtkWidget* sentences = column(2);
  add(sentences, label(words_.trouble, "what", kWraps));
  for (std::size_t at = 0; at < words_.steps.size(); ++at) {
    add(sentences, label(std::to_string(at + 1) + ". " + words_.steps[at], "step", kWraps));
  }
  GtkWidget* made = row(16);
  add_class(made, "trouble");
  add(made, picture("wifi", kSmallPicture));
  add(made, sentences);
  return made;
}

GtkWidget* HelpWindow::pictures(bool tight) {
  GtkWidget* made = column(10);
  add(made, label(words_.question, "question"));
  GtkWidget* table = gtk_grid_new();
  GtkGrid* grid = GTK_GRID(table);
  gtk_grid_set_row_spacing(grid, 10);
  gtk_grid_set_column_spacing(grid, 10);
  gtk_grid_set_row_homogeneous(grid, TRUE);
  gtk_grid_set_column_homogeneous(grid, TRUE);
  int at = 0;
  for (const PictureWords& words : words_.pictures) {
    gtk_grid_attach(grid, picture_button(words, tight), at % kColumns, at / kColumns, 1, 1);
    ++at;
  }
  add(made, table);
  return made;
}

GtkWidget* HelpWindow::picture_button(const PictureWords& words, bool tight) {
  GtkWidget* word = label(words.word, "word", kWordWraps);
  gtk_label_set_justify(GTK_LABEL(word), GTK_JUSTIFY_CENTER);
  gtk_widget_set_halign(word, GTK_ALIGN_CENTER);
  GtkWidget* inside = column(tight ? 2 : 8);
  add(inside, picture(words.icon, tight ? kSmallPicture : kPicture));
  add(inside, word);
  gtk_widget_set_valign(inside, GTK_ALIGN_START);  // all pictures of a row on one line
  GtkWidget* made = gtk_button_new();
  add(made, inside);
  add_class(made, kTopic);
  speak_as(made, words.spoken);
  const int topic = static_cast<int>(words.topic);
  gtk_widget_set_name(made, (kTopic + std::to_string(topic)).c_str());
  g_object_set_data(G_OBJECT(made), kTopic, GINT_TO_POINTER(topic));
  g_signal_connect(
      made, "clicked", G_CALLBACK(+[](GtkButton* button, gpointer self) {
        auto& ours = *static_cast<HelpWindow*>(self);
        const int pressed = GPOINTER_TO_INT(g_object_get_data(G_OBJECT(button), kTopic));
        if (!ours.too_soon()) ours.press(static_cast<Topic>(pressed));
      }),
      this
  );
  return made;
}

GtkWidget* HelpWindow::standing() {
  const PictureWords& asked = picture_of(words_, desk_.standing->topic);
  GtkWidget* what = column(4);
  add_class(what, "asked");
  add(what, picture(asked.icon, kAskedPicture));
  GtkWidget* word = label(asked.word, "word", kWordWraps);
  gtk_label_set_justify(GTK_LABEL(word), GTK_JUSTIFY_CENTER);
  gtk_widget_set_halign(word, GTK_ALIGN_CENTER);
  add(what, word);

  GtkWidget* said = column(6);
  gtk_widget_set_valign(said, GTK_ALIGN_CENTER);
  add(said, label(words_.stands, "stands", kLargeWraps));
  if (!words_.means.empty()) add(said, label(words_.means, "means", kWraps));
  GtkWidget* top = row(24);
  add(top, what);
  add(top, said);

  GtkWidget* made = column(18);
  add(made, top);
  if (!words_.when.empty()) add(made, call_backs());
  GtkWidget* buttons = row(12);
  const auto on_other = [](HelpWindow& self) { self.choose_another(); };
  add(buttons, button(words_.other, "other", on_other));
  if (!words_.cancel.empty()) {
    const auto on_cancel = [](HelpWindow& self) { self.cancel(); };
    add(buttons, button(words_.cancel, "cancel", on_cancel));
  }
  add(made, buttons);
  return made;
}

// Of four, one is pressed.
GtkWidget* HelpWindow::call_backs() {
  GtkWidget* choices = row(8);
  GtkWidget* first = nullptr;
  for (const CallBackWords& words : words_.choices) {
    GtkWidget* made = gtk_radio_button_new_with_label_from_widget(
        first ? GTK_RADIO_BUTTON(first) : nullptr, words.word.c_str()
    );
    if (!first) first = made;
    gtk_toggle_button_set_mode(GTK_TOGGLE_BUTTON(made), FALSE);
    add_class(made, kWhen);
    const int when = static_cast<int>(words.when);
    gtk_widget_set_name(made, (kWhen + std::to_string(when)).c_str());
    g_object_set_data(G_OBJECT(made), kWhen, GINT_TO_POINTER(when));
    const bool chosen = desk_.standing->call_back == words.when;
    gtk_toggle_button_set_active(GTK_TOGGLE_BUTTON(made), chosen ? TRUE : FALSE);
    if (chosen) mark_as_chosen(made);
    add(choices, made);
  }
  GList* made = gtk_container_get_children(GTK_CONTAINER(choices));
  for (GList* at = made; at; at = at->next) {  // once they stand as they are to stand
    g_signal_connect(
        at->data, "toggled", G_CALLBACK(+[](GtkToggleButton* button, gpointer self) {
          if (!gtk_toggle_button_get_active(button)) return;
          const int chosen = GPOINTER_TO_INT(g_object_get_data(G_OBJECT(button), kWhen));
          static_cast<HelpWindow*>(self)->line_.say(help_wished_for(static_cast<CallBack>(chosen)));
        }),
        this
    );
  }
  g_list_free(made);
  GtkWidget* all = column(8);
  add(all, label(words_.when, "what"));
  add(all, choices);
  return all;
}

GtkWidget* HelpWindow::languages(bool tight) {
  GtkWidget* head = row(16);
  add(head, picture("languages", kSmallPicture));
  add(head, label(words_.which_language, "question"));
  GtkWidget* table = gtk_grid_new();
  GtkGrid* grid = GTK_GRID(table);
  gtk_grid_set_row_spacing(grid, 10);
  gtk_grid_set_column_spacing(grid, 10);
  gtk_grid_set_column_homogeneous(grid, TRUE);
  int at = 0;
  for (const LanguageWords& words : words_.languages) {
    gtk_grid_attach(grid, language_button(words), at % kColumns, at / kColumns, 1, 1);
    ++at;
  }
  GtkWidget* made = column(tight ? 8 : 16);
  add(made, head);
  add(made, table);
  GtkWidget* back = row(12);
  add(back, button(words_.back, "back", [](HelpWindow& self) { self.choose_language(false); }));
  add(made, back);
  return made;
}

GtkWidget* HelpWindow::language_button(const LanguageWords& words) {
  GtkWidget* made = gtk_button_new_with_label(words.name.c_str());
  add_class(made, kLanguage);
  if (words.spoken) mark_as_chosen(made);
  gtk_widget_set_name(made, (kLanguage + words.tag).c_str());
  g_object_set_data_full(G_OBJECT(made), kLanguage, g_strdup(words.tag.c_str()), g_free);
  g_signal_connect(
      made, "clicked", G_CALLBACK(+[](GtkButton* button, gpointer self) {
        auto& ours = *static_cast<HelpWindow*>(self);
        const auto* tag = static_cast<const char*>(g_object_get_data(G_OBJECT(button), kLanguage));
        if (ours.too_soon()) return;
        if (tag == ours.desk_.language) return ours.choose_language(false);
        ours.line_.say(language_chosen(tag));  // and another window comes
      }),
      this
  );
  return made;
}

void HelpWindow::choose_language(bool choosing) {
  if (too_soon()) return;
  choosing_language_ = choosing;
  look();
}

// Found by its picture by whoever can't read the word beside it.
GtkWidget* HelpWindow::language_switch() {
  GtkWidget* made = button(words_.language, "language", [](HelpWindow& self) {
    self.choose_language(!self.choosing_language_);
  });
  gtk_button_set_image(GTK_BUTTON(made), picture("languages", kTinyPicture));
  gtk_button_set_always_show_image(GTK_BUTTON(made), TRUE);
  speak_as(made, words_.spoken_language);
  return made;
}

GtkWidget* HelpWindow::foot() {
  GtkWidget* made = row(12);
  add_class(made, "foot");
  GtkWidget* contact = contact_row(desk_.organisation, desk_.phone, desk_.hours);
  if (contact) add(made, contact);
  const auto on_close = [](HelpWindow& self) { self.close(); };
  gtk_box_pack_end(GTK_BOX(made), button(words_.close, kClose, on_close), FALSE, FALSE, 0);
  gtk_box_pack_end(GTK_BOX(made), language_switch(), FALSE, FALSE, 0);
  return made;
}

GtkWidget* HelpWindow::button(
    const std::string& word, const char* name, void (*then)(HelpWindow&)
) {
  GtkWidget* made = gtk_button_new_with_label(word.c_str());
  add_class(made, "close");
  gtk_widget_set_name(made, name);
  g_object_set_data(G_OBJECT(made), "then", reinterpret_cast<gpointer>(then));
  g_signal_connect(
      made, "clicked", G_CALLBACK(+[](GtkButton* button, gpointer self) {
        const auto then =
            reinterpret_cast<void (*)(HelpWindow&)>(g_object_get_data(G_OBJECT(button), "then"));
        then(*static_cast<HelpWindow*>(self));
      }),
      this
  );
  return made;
}

void HelpWindow::press(Topic topic) {
  line_.say(help_wanted(topic));
  if (!choosing_) return;  // the answer shows it
  choosing_ = false;
  const Stage stage = desk_.standing->stage;
  if (stage < Stage::Closed) look();
}

void HelpWindow::cancel() {
  if (!too_soon()) line_.say(help_cancelled());
}

void HelpWindow::choose_another() {
  if (too_soon()) return;
  choosing_ = true;
  look();
}

HelpWindow::Page HelpWindow::page() const {
  if (choosing_language_) return Page::Languages;
  return choosing_ || !desk_.standing ? Page::Pictures : Page::Standing;
}

bool HelpWindow::too_soon() const {
  return turned_at_ && Moment::of_press(window_).since(*turned_at_) < KeyGuard::kQuiet;
}

gboolean HelpWindow::mapped(GtkWidget*, GdkEvent*, gpointer self) {
  auto& ours = *static_cast<HelpWindow*>(self);
  if (!std::exchange(ours.shown_, true)) ours.line_.say(shown());
  return FALSE;
}

gboolean HelpWindow::key_pressed(GtkWidget*, GdkEventKey* event, gpointer self) {
  auto& ours = *static_cast<HelpWindow*>(self);
  if ((event->state & (GDK_CONTROL_MASK | GDK_MOD1_MASK | GDK_SUPER_MASK)) != 0) return FALSE;
  if (event->keyval == GDK_KEY_Escape) {
    ours.close();
    return TRUE;
  }
  const char digit = digit_of(*event);
  if (ours.page() == Page::Languages) return FALSE;  // there, no digit is a picture
  const bool over = ours.desk_.standing && ours.desk_.standing->stage >= Stage::Closed;
  if (digit < '1' || digit > '8' || (over && ours.page() != Page::Pictures)) return FALSE;
  ours.press(static_cast<Topic>(digit - '1'));
  return TRUE;
}

gboolean HelpWindow::close_asked(GtkWidget*, GdkEvent*, gpointer self) {
  static_cast<HelpWindow*>(self)->close();
  return TRUE;  // it goes when the program does
}

}  // namespace maintendue::dialog
