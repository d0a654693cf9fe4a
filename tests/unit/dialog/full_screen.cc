#include "tests/unit/dialog/full_screen.h"

#include <X11/Xatom.h>
#include <gtest/gtest.h>

namespace maintendue::testing {
namespace {

// The child of the root that holds it: its frame, or itself.
::Window top_level(Display* display, ::Window window) {
  for (;;) {
    ::Window root = kNoWindow, parent = kNoWindow, *children = nullptr;
    unsigned count = 0;
    if (!XQueryTree(display, window, &root, &parent, &children, &count)) return kNoWindow;
    if (children) XFree(children);
    if (parent == root || parent == kNoWindow) return window;
    window = parent;
  }
}

}  // namespace

FullScreenWindow::FullScreenWindow(Desktop& desktop) : desktop_(desktop) {
  Display* display = desktop.display();
  window_ = XCreateSimpleWindow(display, desktop.root(), 100, 100, 400, 300, 0, 0, 0x202020);
  const Atom state = XInternAtom(display, "_NET_WM_STATE", False);
  const Atom full = XInternAtom(display, "_NET_WM_STATE_FULLSCREEN", False);
  XChangeProperty(
      display, window_, state, XA_ATOM, 32, PropModeReplace,
      reinterpret_cast<const unsigned char*>(&full), 1
  );
  XMapRaised(display, window_);
  EXPECT_TRUE(desktop.until([&] { return desktop.place(window_).width == 1366; }));
}

FullScreenWindow::~FullScreenWindow() { XDestroyWindow(desktop_.display(), window_); }

bool on_top(const Desktop& desktop, ::Window upper, ::Window lower) {
  const ::Window high = top_level(desktop.display(), upper);
  const ::Window low = top_level(desktop.display(), lower);
  ::Window root = kNoWindow, parent = kNoWindow, *children = nullptr;
  unsigned count = 0;
  XQueryTree(desktop.display(), desktop.root(), &root, &parent, &children, &count);
  bool seen_low = false, above = false;
  for (unsigned i = 0; i < count; ++i) {
    if (children[i] == low) seen_low = true;
    if (children[i] == high) above = seen_low;
  }
  if (children) XFree(children);
  return above;
}

}  // namespace maintendue::testing
