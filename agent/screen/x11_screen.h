// The picture of an X11 screen: XDamage tells where to look, the grabber copies it, XFixes gives
// the pointer's shape, XInput tells that the pointer moved, XRandR that the screen has another
// size. Lives on `rfb`; uses that thread's connection and sees its events.
#pragma once

#include <X11/extensions/Xdamage.h>

#include <memory>

#include "agent/screen/framebuffer.h"
#include "agent/screen/pointer_picture.h"
#include "agent/screen/screen_source.h"
#include "agent/screen/x11_display.h"
#include "agent/screen/x11_grabber.h"
#include "base/result.h"

namespace maintendue::screen {

class X11Screen final : public ScreenSource {
 public:
  // Fails when the server lacks an extension or has another pixel layout. Captures nothing yet.
  static Result<std::unique_ptr<X11Screen>> open(X11Display& display);
  ~X11Screen() override;

  // True when the event may have changed the picture: a capture is worth it.
  bool handle(const XEvent& event);

  Size size() const override { return framebuffer_.size(); }
  std::uint32_t* pixels() override { return framebuffer_.pixels(); }
  Captured capture(bool pointer_in_picture) override;
  Point pointer() const override;  // one round trip
  std::optional<PointerShape> new_pointer_shape() override;

 private:
  X11Screen(X11Display& display, int damage_event, int fixes_event);
  void watch_pointer();
  std::vector<Rect> take_damage();
  void read_pointer_shape();

  X11Display& display_;
  const int damage_event_, fixes_event_;
  int randr_event_ = -1, input_opcode_ = -1;
  Damage damage_ = 0;
  X11Grabber grabber_;
  Framebuffer framebuffer_;
  PointerPicture pointer_;
  std::optional<PointerShape> new_shape_;
  Point drawn_at_;             // where the pointer was drawn last
  bool everything_ = true;     // nothing was captured at this size yet
  bool shape_changed_ = true;  // not read yet
  Size wanted_;                // what the server says; framebuffer_ follows in capture()
};

}  // namespace maintendue::screen
