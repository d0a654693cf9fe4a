// One question, two large answers, *no* first.
#pragma once

#include <gtk/gtk.h>

#include <functional>
#include <optional>

#include "agent/dialog/answer_button.h"
#include "agent/dialog/key_guard.h"
#include "agent/dialog/line.h"
#include "agent/dialog/moment.h"
#include "agent/dialog/voice.h"
#include "agent/dialog/window.h"
#include "agent/dialog/words.h"

namespace maintendue::dialog {

// Answers once, over the line, with the secret of its question; then it is done. Lives on GTK's
// loop.
class QuestionWindow final : public Window {
 public:
  using Done = std::function<void()>;

  // `line` outlives us.
  QuestionWindow(Question question, Line& line, Done done);
  ~QuestionWindow() override;
  void tell(const Message&) override {}  // first and only

 private:
  void build(bool tight);
  void listen();
  GtkWidget* asking();
  GtkWidget* number();
  void present();
  void choose(bool yes);
  void answer(bool yes, Means by);
  void clicked(bool yes);
  void read_aloud();
  // By the X server's clock, so that an answer that we read late is not taken for a late one.
  std::chrono::milliseconds since_shown(Moment when) const;

  static gboolean mapped(GtkWidget*, GdkEvent*, gpointer self);
  static gboolean key_pressed(GtkWidget*, GdkEventKey* event, gpointer self);
  static gboolean key_released(GtkWidget*, GdkEventKey* event, gpointer self);
  static gboolean close_asked(GtkWidget*, GdkEvent*, gpointer self);

  const Question question_;
  const QuestionWords words_;
  Line& line_;
  const Done done_;
  KeyGuard guard_;
  GtkWidget* window_ = nullptr;
  AnswerButton no_;
  AnswerButton yes_;
  GtkWidget* listen_ = nullptr;  // none where nothing can be read aloud
  Voice voice_;
  std::optional<Moment> shown_at_;
  bool answered_ = false;
};

}  // namespace maintendue::dialog
