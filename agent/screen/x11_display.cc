#include "agent/screen/x11_display.h"

#include "base/log.h"

namespace maintendue::screen {
namespace {

// A window that closed while we asked about it, a key that another program grabbed: none of it is
// worth more than a line.
int note_error(Display*, XErrorEvent* error) {
  log::event(
      "screen.x11", log::Level::debug, "X request refused",
      {{"request", error->request_code}, {"code", error->error_code}}
  );
  return 0;
}

}  // namespace

std::unique_ptr<X11Display> X11Display::open() {
  XSetErrorHandler(note_error);
  XSetIOErrorHandler([](Display*) { return 0; });  // what follows is the exit handler below
  Display* display = XOpenDisplay(nullptr);
  if (display == nullptr) return nullptr;
  return std::unique_ptr<X11Display>(new X11Display(display));
}

X11Display::X11Display(Display* display) : display_(display) {
  XSetIOErrorExitHandler(
      display, [](Display*, void* self) { static_cast<X11Display*>(self)->lost_ = true; }, this
  );
}

X11Display::~X11Display() { XCloseDisplay(display_); }

bool X11Display::next(XEvent& event) {
  if (lost_ || XPending(display_) <= 0 || lost_) return false;
  XNextEvent(display_, &event);
  return !lost_;
}

}  // namespace maintendue::screen
