// One connection to the family's X server, on `rfb`. Xlib would end the program when the server
// goes away; here lost() becomes true instead, and every later call on the display does nothing.
#pragma once

#include <X11/Xlib.h>

#include <memory>

namespace maintendue::screen {

class X11Display final {
 public:
  // The display named in the environment; null when there is none.
  static std::unique_ptr<X11Display> open();
  ~X11Display();
  X11Display(const X11Display&) = delete;
  X11Display& operator=(const X11Display&) = delete;

  Display* get() const { return display_; }
  Window root() const { return DefaultRootWindow(display_); }
  int descriptor() const { return ConnectionNumber(display_); }
  bool lost() const { return lost_; }

  // The next event that is here already; sends what waits to be sent.
  bool next(XEvent& event);
  // Sends what waits to be sent, and tells whether events are in our hands already: read together
  // with an answer, or while we were sending (xcb reads whenever it writes). A poll() would not
  // tell of them, so nothing may be sent between this and the poll().
  bool has_waiting() const { return XEventsQueued(display_, QueuedAfterFlush) > 0; }

 private:
  explicit X11Display(Display* display);

  Display* const display_;
  bool lost_ = false;
};

}  // namespace maintendue::screen
