#include "agent/dialog/stop_keys.h"

#include <X11/keysym.h>
#include <gdk/gdkx.h>

#include <array>

#include "agent/dialog/words.h"

namespace maintendue::dialog {
namespace {

// Caps Lock and Num Lock must not make a difference.
constexpr std::array<unsigned, 4> kLocks = {0, LockMask, Mod2Mask, LockMask | Mod2Mask};
constexpr unsigned kMeant = ShiftMask | ControlMask | Mod1Mask | Mod4Mask;

Display* display() { return GDK_DISPLAY_XDISPLAY(gdk_display_get_default()); }

void let_go(unsigned code, unsigned modifiers) {
  for (const unsigned lock : kLocks) {
    XUngrabKey(display(), code, modifiers | lock, gdk_x11_get_default_root_xwindow());
  }
}

}  // namespace

StopKeys::StopKeys(std::function<void()> pressed) : pressed_(std::move(pressed)) {
  grab(XK_Pause, 0, pause_key());
  grab(XK_s, ControlMask | Mod1Mask, other_stop_keys());
  gdk_window_add_filter(gdk_get_default_root_window(), &StopKeys::on_event, this);
}

StopKeys::~StopKeys() {
  gdk_window_remove_filter(gdk_get_default_root_window(), &StopKeys::on_event, this);
  for (const Grab& grab : grabs_) let_go(grab.code, grab.modifiers);
}

void StopKeys::grab(unsigned long symbol, unsigned modifiers, std::string printed) {
  const unsigned code = XKeysymToKeycode(display(), symbol);
  if (code == 0) return;
  const ::Window root = gdk_x11_get_default_root_xwindow();
  gdk_x11_display_error_trap_push(gdk_display_get_default());
  for (const unsigned lock : kLocks) {
    XGrabKey(display(), code, modifiers | lock, root, False, GrabModeAsync, GrabModeAsync);
  }
  const bool taken = gdk_x11_display_error_trap_pop(gdk_display_get_default()) != 0;
  if (taken) {
    let_go(code, modifiers);  // with some locks it may have worked
  } else {
    grabs_.push_back({code, modifiers, std::move(printed)});
  }
}

std::optional<std::string> StopKeys::printed() const {
  if (grabs_.empty()) return std::nullopt;
  return grabs_.front().printed;
}

GdkFilterReturn StopKeys::on_event(GdkXEvent* event, GdkEvent*, gpointer self) {
  const XEvent& happened = *static_cast<XEvent*>(event);
  if (happened.type != KeyPress) return GDK_FILTER_CONTINUE;
  auto& ours = *static_cast<StopKeys*>(self);
  for (const Grab& grab : ours.grabs_) {
    if (happened.xkey.keycode != grab.code) continue;
    if ((happened.xkey.state & kMeant) != grab.modifiers) continue;
    ours.pressed_();
    return GDK_FILTER_REMOVE;
  }
  return GDK_FILTER_CONTINUE;
}

}  // namespace maintendue::dialog
