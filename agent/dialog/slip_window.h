// What the operator lays on the screen to be read: a phrase card, a page to open, a short text.
#pragma once

#include <gtk/gtk.h>

#include <functional>
#include <optional>
#include <string>
#include <vector>

#include "agent/dialog/line.h"
#include "agent/dialog/moment.h"
#include "agent/dialog/slip_words.h"
#include "agent/dialog/voice.h"
#include "agent/dialog/window.h"

namespace maintendue::dialog {

// In the lower corner, out of the way of what she speaks of, and takes no focus. An answer goes
// over the line; one that ends the matter closes the window a moment later. By pointer, touch and
// keys: 1, 2, … are the answers and Esc closes, once somebody has given it the focus. Lives on
// GTK's loop.
class SlipWindow final : public Window {
 public:
  using Done = std::function<void()>;
  static constexpr guint kSecondsToRead = 5;  // what was answered

  // `line` outlives us.
  SlipWindow(Slip slip, Line& line, Done done);
  ~SlipWindow() override;
  void tell(const Message& message) override;

 private:
  void build(bool tight);
  GtkWidget* says(bool tight);
  GtkWidget* sentence();
  GtkWidget* answers(bool tight);
  GtkWidget* answer_button(std::size_t at, bool tight);
  GtkWidget* foot();
  GtkWidget* button(
      const char* icon, const std::string& word, const char* name, void (*then)(SlipWindow&)
  );
  // Where nothing of it lies over the banner, at the side at which lines end.
  void place();

  void answer(std::size_t at);
  void open_page();
  void read_aloud();
  // Right after it came up nobody can have meant it.
  bool too_soon() const;
  void say(const std::string& words);
  void close_soon();

  static gboolean mapped(GtkWidget*, GdkEvent*, gpointer self);
  static gboolean key_pressed(GtkWidget*, GdkEventKey* event, gpointer self);
  static gboolean close_asked(GtkWidget*, GdkEvent*, gpointer self);

  const Slip slip_;
  const SlipWords words_;
  Line& line_;
  const Done done_;
  Voice voice_;
  GtkWidget* window_ = nullptr;
  GtkWidget* told_ = nullptr;  // what came of a press
  std::vector<GtkWidget*> answers_;
  std::optional<Moment> shown_at_;
  bool opening_ = false;  // its page, and nothing was heard of that yet
  guint timer_ = 0;       // it closes soon
};

}  // namespace maintendue::dialog
