// In which somebody at the PC says for good that no help is wanted, or wants it again.
#pragma once

#include <gtk/gtk.h>

#include <functional>
#include <optional>

#include "agent/dialog/answer_button.h"
#include "agent/dialog/farewell_words.h"
#include "agent/dialog/key_guard.h"
#include "agent/dialog/line.h"
#include "agent/dialog/moment.h"
#include "agent/dialog/voice.h"
#include "agent/dialog/window.h"

namespace maintendue::dialog {

// Asks once more, *no* first, as carefully as a question; then tells what came of the yes, and
// stays until it is closed. By pointer and keys: 1 no, 2 twice yes, Esc closes. Lives on GTK's
// loop.
class FarewellWindow final : public Window {
 public:
  using Done = std::function<void()>;

  // `line` outlives us.
  FarewellWindow(FarewellDesk desk, Line& line, Done done);
  ~FarewellWindow() override;
  void tell(const Message& message) override;

 private:
  void look();
  void build(bool tight);
  GtkWidget* points(bool tight);
  GtkWidget* answers(bool tight);
  GtkWidget* foot();
  // A button that does `then`, unless nobody can have meant it.
  void press(GtkWidget* button, void (*then)(FarewellWindow&));
  void say(Farewell farewell);
  void choose(bool yes);
  void read_aloud();
  // By the X server's clock, since the window began to say what it says.
  std::chrono::milliseconds since_turned(Moment when) const;

  static gboolean mapped(GtkWidget*, GdkEvent*, gpointer self);
  static gboolean key_pressed(GtkWidget*, GdkEventKey* event, gpointer self);
  static gboolean key_released(GtkWidget*, GdkEventKey* event, gpointer self);
  static gboolean close_asked(GtkWidget*, GdkEvent*, gpointer self);

  FarewellDesk desk_;
  FarewellWords words_;
  Line& line_;
  const Done done_;
  GtkWidget* window_ = nullptr;
  GtkWidget* body_ = nullptr;
  AnswerButton no_, yes_;       // while it asks
  GtkWidget* first_ = nullptr;  // gets the focus
  KeyGuard guard_;
  Voice voice_;
  std::optional<Moment> turned_at_;
};

}  // namespace maintendue::dialog
