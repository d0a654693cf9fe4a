#include "agent/dialog/sight.h"

#include <gdk/gdkx.h>

namespace maintendue::dialog {
namespace {

Display* display_of(GdkWindow* window) {
  return GDK_DISPLAY_XDISPLAY(gdk_window_get_display(window));
}

Rect rect_of(const XWindowAttributes& window) {
  const int borders = 2 * window.border_width;
  return {window.x, window.y, window.width + borders, window.height + borders};
}

// Which top-level window a root event speaks of; None for events that change nothing we look at.
::Window restacked(const XEvent& event) {
  switch (event.type) {
    case ConfigureNotify:
      return event.xconfigure.window;
    case MapNotify:
      return event.xmap.window;
    case UnmapNotify:
      return event.xunmap.window;
    case CirculateNotify:
      return event.xcirculate.window;
    case ReparentNotify:
      return event.xreparent.window;
    default:
      return None;
  }
}

}  // namespace

Sight::Sight(GdkWindow* window, std::function<void()> changed)
    : window_(window),
      root_(gdk_screen_get_root_window(gdk_window_get_screen(window))),
      changed_(std::move(changed)) {
  Display* display = display_of(root_);
  XWindowAttributes root{};
  XGetWindowAttributes(display, GDK_WINDOW_XID(root_), &root);
  XSelectInput(display, GDK_WINDOW_XID(root_), root.your_event_mask | SubstructureNotifyMask);
  gdk_window_add_filter(root_, &Sight::on_event, this);
}

Sight::~Sight() {
  gdk_window_remove_filter(root_, &Sight::on_event, this);
  if (soon_ != 0) g_source_remove(soon_);
}

GdkFilterReturn Sight::on_event(GdkXEvent* event, GdkEvent*, gpointer self) {
  auto& ours = *static_cast<Sight*>(self);
  const XEvent& happened = *static_cast<XEvent*>(event);
  const ::Window other = restacked(happened);
  const bool own = other == GDK_WINDOW_XID(ours.window_) && happened.type != UnmapNotify;
  if (other != None && !own && ours.soon_ == 0) {
    ours.soon_ = g_idle_add(
        [](gpointer self) -> gboolean {
          static_cast<Sight*>(self)->soon_ = 0;
          static_cast<Sight*>(self)->changed_();
          return G_SOURCE_REMOVE;
        },
        self
    );
  }
  return GDK_FILTER_CONTINUE;
}

// From the top of the stack down to our window. Windows may vanish while we look.
std::vector<Rect> Sight::windows_above() const {
  Display* display = display_of(root_);
  ::Window root = None, parent = None, *children = nullptr;
  unsigned count = 0;
  std::vector<Rect> above;
  if (!XQueryTree(display, GDK_WINDOW_XID(root_), &root, &parent, &children, &count)) return above;
  for (unsigned i = count; i > 0 && children[i - 1] != GDK_WINDOW_XID(window_); --i) {
    XWindowAttributes window{};
    if (!XGetWindowAttributes(display, children[i - 1], &window)) continue;
    if (window.map_state == IsViewable && window.c_class == InputOutput) {
      above.push_back(rect_of(window));
    }
  }
  XFree(children);
  return above;
}

bool Sight::clear() const {
  Display* display = display_of(window_);
  gdk_x11_display_error_trap_push(gdk_window_get_display(window_));
  XWindowAttributes ours{}, root{};
  const bool there = XGetWindowAttributes(display, GDK_WINDOW_XID(window_), &ours) &&
                     XGetWindowAttributes(display, GDK_WINDOW_XID(root_), &root) &&
                     ours.map_state == IsViewable;
  const bool seen = there && wholly_seen(rect_of(ours), rect_of(root), windows_above());
  gdk_x11_display_error_trap_pop_ignored(gdk_window_get_display(window_));
  return seen;
}

void Sight::raise() {
  gdk_x11_display_error_trap_push(gdk_window_get_display(window_));
  XMapRaised(display_of(window_), GDK_WINDOW_XID(window_));
  gdk_x11_display_error_trap_pop_ignored(gdk_window_get_display(window_));
}

void Sight::keep_awake() const { XResetScreenSaver(display_of(window_)); }

}  // namespace maintendue::dialog
