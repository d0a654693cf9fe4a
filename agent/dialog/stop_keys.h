// The keys that mean STOP wherever the keyboard's focus is: Pause, and Ctrl + Alt + S for keyboards
// without it. (Ctrl + Alt + F12 would leave the desktop, Ctrl + Alt + End is Xfce's.)
#pragma once

#include <gtk/gtk.h>

#include <functional>
#include <optional>
#include <string>
#include <vector>

namespace maintendue::dialog {

// Holds them while it lives. A key that another program holds is left to it. Lives on GTK's loop.
class StopKeys {
 public:
  explicit StopKeys(std::function<void()> pressed);
  ~StopKeys();
  StopKeys(const StopKeys&) = delete;
  StopKeys& operator=(const StopKeys&) = delete;

  // What to print on the button: the first that we got, nothing when we got none.
  std::optional<std::string> printed() const;

 private:
  struct Grab {
    unsigned code;
    unsigned modifiers;
    std::string printed;
  };

  static GdkFilterReturn on_event(GdkXEvent* event, GdkEvent*, gpointer self);
  void grab(unsigned long symbol, unsigned modifiers, std::string printed);

  const std::function<void()> pressed_;
  std::vector<Grab> grabs_;
};

}  // namespace maintendue::dialog
