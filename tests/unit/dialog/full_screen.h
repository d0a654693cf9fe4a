// Somebody else's windows, as banners and questions meet them.
#pragma once

#include "tests/unit/dialog/desktop.h"

namespace maintendue::testing {

// A film that fills the screen, managed by the window manager.
class FullScreenWindow {
 public:
  explicit FullScreenWindow(Desktop& desktop);  // returns when it fills the screen
  ~FullScreenWindow();
  ::Window window() const { return window_; }

 private:
  Desktop& desktop_;
  ::Window window_;
};

// Whether `upper`'s top-level window lies above `lower`'s.
bool on_top(const Desktop& desktop, ::Window upper, ::Window lower);

}  // namespace maintendue::testing
