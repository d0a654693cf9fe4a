// What the windows have in common for the program around them.
#pragma once

#include "agent/dialog/message.h"

namespace maintendue::dialog {

class Window {
 public:
  virtual ~Window() = default;
  // A further message on the same line. A window that takes none ignores it.
  virtual void tell(const Message& message) = 0;
  // Whether it has something left to say now that the service has left; then it ends by itself.
  virtual bool stays() const { return false; }
};

}  // namespace maintendue::dialog
