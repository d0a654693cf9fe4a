// Eight pictures to ask for help by, and how the request stands that came of one. Nothing is typed.
#pragma once

#include <gtk/gtk.h>

#include <functional>
#include <optional>
#include <string>

#include "agent/dialog/help_words.h"
#include "agent/dialog/line.h"
#include "agent/dialog/moment.h"
#include "agent/dialog/window.h"

namespace maintendue::dialog {

// Stays until somebody closes it, or the service leaves. What it shows is what the service told
// last; what is pressed goes over the line, and the service's answer shows it. By pointer, touch
// and keys: 1 to 8 are the pictures, also while a request is open, and Esc closes. Lives on GTK's
// loop.
class HelpWindow final : public Window {
 public:
  using Done = std::function<void()>;

  // `line` outlives us.
  HelpWindow(HelpDesk desk, Line& line, Done done);
  ~HelpWindow() override;
  void tell(const Message& message) override;

 private:
  enum class Page { Pictures, Standing, Languages };

  // All of it anew, the focus where it was.
  void look();
  void build(bool tight);
  GtkWidget* trouble();
  GtkWidget* pictures(bool tight);
  GtkWidget* picture_button(const PictureWords& words, bool tight);
  GtkWidget* standing();
  GtkWidget* call_backs();
  GtkWidget* languages(bool tight);
  GtkWidget* language_button(const LanguageWords& words);
  GtkWidget* foot();
  GtkWidget* language_switch();
  GtkWidget* button(const std::string& word, const char* name, void (*then)(HelpWindow&));

  void press(Topic topic);
  void cancel();
  void choose_another();
  void choose_language(bool choosing);
  void close() { done_(); }
  Page page() const;
  // What came in the place of a picture just now is not what the second half of a double click
  // means.
  bool too_soon() const;

  static gboolean mapped(GtkWidget*, GdkEvent*, gpointer self);
  static gboolean key_pressed(GtkWidget*, GdkEventKey* event, gpointer self);
  static gboolean close_asked(GtkWidget*, GdkEvent*, gpointer self);

  HelpDesk desk_;
  HelpWords words_;
  Line& line_;
  const Done done_;
  bool choosing_ = false;           // among the pictures, though something was asked
  bool choosing_language_ = false;  // among those, whatever was asked
  GtkWidget* window_ = nullptr;
  GtkWidget* body_ = nullptr;
  bool shown_ = false;  // on the screen
  Page shown_page_ = Page::Pictures;
  std::optional<Moment> turned_at_;  // when it last showed something else
};

}  // namespace maintendue::dialog
