#include "tests/bench/echo.h"

#include <poll.h>

#include <stdexcept>

namespace maintendue::bench {

Echo::Echo(const std::string& display) : display_(XOpenDisplay(display.c_str())) {
  if (!display_) throw std::runtime_error("no display " + display);
  XSetWindowAttributes how{};
  how.override_redirect = True;
  how.event_mask = KeyPressMask;
  window_ = XCreateWindow(
      display_, DefaultRootWindow(display_), kX, kY, kSide, kSide, 0, CopyFromParent, InputOutput,
      CopyFromParent, CWOverrideRedirect | CWEventMask, &how
  );
  XMapRaised(display_, window_);
  XSync(display_, False);
  XSetInputFocus(display_, window_, RevertToParent, CurrentTime);
  XSync(display_, False);
  thread_ = std::thread([this] { run(); });
}

Echo::~Echo() {
  stop_ = true;
  thread_.join();
  XCloseDisplay(display_);
}

void Echo::run() {
  for (unsigned long colour = 0; !stop_;) {
    pollfd one{ConnectionNumber(display_), POLLIN, 0};
    ::poll(&one, 1, 50);
    while (XPending(display_) > 0) {
      XEvent event;
      XNextEvent(display_, &event);
      if (event.type != KeyPress) continue;
      colour ^= 0xffffff;
      XSetWindowBackground(display_, window_, colour);
      XClearWindow(display_, window_);
      XFlush(display_);
    }
  }
}

}  // namespace maintendue::bench
