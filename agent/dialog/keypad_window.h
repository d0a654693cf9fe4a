// Ten large keys for the six digits that the operator says on the phone. It shows what is tapped on
// it and no other digit.
#pragma once

#include <gtk/gtk.h>

#include <array>
#include <functional>
#include <optional>
#include <string>

#include "agent/dialog/line.h"
#include "agent/dialog/moment.h"
#include "agent/dialog/window.h"
#include "agent/dialog/words.h"

namespace maintendue::dialog {

// Sends six digits once, over the line, with the secret of its opening; then it shows whether they
// were right, for a moment, whether the line still stands or not. By pointer, touch, and the keys
// of either row of digits. Lives on GTK's loop.
class KeypadWindow final : public Window {
 public:
  static constexpr guint kVerdictSeconds = 6;
  using Done = std::function<void()>;

  // `line` outlives us.
  KeypadWindow(Keypad keypad, Line& line, Done done);
  ~KeypadWindow() override;
  void tell(const Message& message) override;
  bool stays() const override { return timer_ != 0; }

 private:
  static constexpr std::size_t kDigits = 6;

  void build(bool tight);
  GtkWidget* sentences(bool tight);
  GtkWidget* boxes();
  GtkWidget* keys();
  GtkWidget* key(const char* digit);
  GtkWidget* control(const char* icon, const std::string& spoken, const char* style_class);
  void listen(GtkWidget* close);

  void tap(char digit);
  void erase();
  void send();
  void close();
  void look();
  bool too_soon() const;

  static gboolean mapped(GtkWidget*, GdkEvent*, gpointer self);
  static gboolean key_pressed(GtkWidget*, GdkEventKey* event, gpointer self);
  static gboolean close_asked(GtkWidget*, GdkEvent*, gpointer self);

  const Keypad keypad_;
  const KeypadWords words_;
  Line& line_;
  const Done done_;
  GtkWidget* window_ = nullptr;
  GtkWidget* body_ = nullptr;
  std::array<GtkWidget*, kDigits> boxes_{};
  GtkWidget* erase_ = nullptr;
  GtkWidget* send_ = nullptr;
  std::string digits_;
  std::optional<Moment> shown_at_;
  bool answered_ = false;
  guint timer_ = 0;  // while the verdict stands
};

}  // namespace maintendue::dialog
