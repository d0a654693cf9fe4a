// An X server of its own for a test, and a connection to it. Ends with the object.
#pragma once

// Tests take X's headers from here, below gtest's: X has macros named None and Status.
#include <X11/XKBlib.h>
#include <X11/Xcursor/Xcursor.h>
#include <X11/Xlib.h>
#include <X11/Xutil.h>
#include <X11/extensions/XTest.h>
#include <X11/keysym.h>
#include <sys/types.h>

#include <cstdint>
#include <functional>
#include <memory>
#include <string>
#include <vector>

#include "tests/support/temp_folder.h"

namespace maintendue::test {

class XServer {
 public:
  // Xvfb on a free display. Throws std::runtime_error when it does not start.
  static XServer virtual_one(const std::string& size = "1366x768x24");
  // Xorg with the dummy driver: its screen can change size.
  static XServer resizable();
  ~XServer();
  XServer(XServer&& other) noexcept;
  XServer(const XServer&) = delete;

  const std::string& name() const { return name_; }  // ":7"
  Display* display() const { return display_; }
  Window root() const { return DefaultRootWindow(display_); }
  int width() const { return DisplayWidth(display_, 0); }
  int height() const { return DisplayHeight(display_, 0); }

  void set_layout(const std::string& layout, const std::string& variant = "");
  // The screen as the server has it, 0x00RRGGBB.
  std::vector<std::uint32_t> picture() const { return picture(width(), height()); }
  std::vector<std::uint32_t> picture(int width, int height) const;  // after a change of size
  // A window without decoration, filled with a colour; on the screen when this returns.
  Window fill(int x, int y, int width, int height, unsigned long colour);
  // Which keys are down.
  std::vector<int> keys_down() const;
  unsigned buttons_down() const;
  void kill();  // as when the family's session crashes

 private:
  XServer(std::vector<std::string> command, std::unique_ptr<TempFolder> folder);

  pid_t process_ = -1;
  std::string name_;
  std::unique_ptr<TempFolder> folder_;  // of the configuration
  Display* display_ = nullptr;
};

// Runs a program to its end with DISPLAY set; throws when it fails.
void run(const std::string& display, const std::vector<std::string>& command);
// Waits until `done`, looking again and again; false after ten seconds.
bool eventually(const std::function<bool()>& done);

}  // namespace maintendue::test
