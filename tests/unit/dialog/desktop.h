// A real X desktop for one test: Xvfb, and xfwm4 when wished. Everything ends with the object.
#pragma once

#include <X11/Xlib.h>
#include <X11/Xutil.h>
#include <X11/extensions/XTest.h>
#include <X11/extensions/shape.h>
#include <X11/extensions/sync.h>
#include <sys/types.h>

#include <chrono>
#include <functional>
#include <optional>
#include <string>

// Others have words of those names.
#undef Status
#undef None
#undef Bool

namespace maintendue::testing {

constexpr ::Window kNoWindow = 0;
constexpr std::chrono::seconds kPatience{30};  // a deadline, never a pace

class Desktop {
 public:
  enum class Manager { Nobody, Xfwm4, Compositing };  // the last is Xfce as it comes
  explicit Desktop(Manager manager = Manager::Xfwm4, const std::string& size = "1366x768");
  ~Desktop();
  Desktop(const Desktop&) = delete;
  Desktop& operator=(const Desktop&) = delete;

  const std::string& name() const { return name_; }  // ":99"
  Display* display() const { return display_; }
  ::Window root() const { return DefaultRootWindow(display_); }

  // Runs a program of the desktop to its end; its exit code.
  int run(const std::string& command) const;

  struct Place {
    int x = 0, y = 0, width = 0, height = 0;
  };
  // The top-level window whose class name is that, once it is on the screen; fails the test if
  // never.
  ::Window window(const std::string& class_name);
  Place place(::Window window) const;
  // What the screen shows there, as 0xRRGGBB.
  int colour(int x, int y) const;
  // How long nobody has touched mouse or keyboard, by the server's own count.
  std::chrono::milliseconds idle() const;
  // Whether keys go to that window, by the window manager's word and the server's.
  bool has_focus(::Window window) const;

  // Waits until the window's program has taken in what was pressed so far: fingers are slower than
  // any PC, tests are not.
  void until_taken_in(::Window window);

  // As a person would: the pointer goes there and presses, the key goes down and up.
  void click(int x, int y);
  void drag(int x, int y, int to_x);
  void hold(int x, int y);
  void let_go();
  void key(unsigned code);
  void key_named(unsigned long symbol);
  void chord(unsigned long first, unsigned long second, unsigned long third);
  // Turns the wheel upwards while that key is held.
  void turn_wheel(unsigned long held, int turns);

  // Takes in X events until `done` holds; false when patience runs out. `done` is asked after each.
  bool until(const std::function<bool()>& done, std::function<void(const XEvent&)> on_event = {});

 private:
  void start_manager(const std::string& command);

  std::string name_;
  pid_t server_ = -1, manager_ = -1;
  Display* display_ = nullptr;
};

}  // namespace maintendue::testing
