// Copies rectangles of the root window: through shared memory when the server is on this machine,
// over the connection otherwise. Lives on `rfb`.
#pragma once

#include <X11/Xlib.h>
#include <X11/extensions/XShm.h>

#include <cstdint>
#include <functional>

#include "agent/screen/geometry.h"

namespace maintendue::screen {

class X11Grabber final {
 public:
  explicit X11Grabber(Display* display);
  ~X11Grabber();
  X11Grabber(const X11Grabber&) = delete;
  X11Grabber& operator=(const X11Grabber&) = delete;

  bool shared_memory() const { return segment_.shmaddr != nullptr; }

  // Calls `with(part, pixels, stride)` for `rect` in bands of full width, top down; stride in
  // pixels. A rectangle that left the screen in the meantime (a resize) yields nothing.
  using Take = std::function<void(const Rect&, const std::uint32_t*, int)>;
  void grab(const Rect& rect, const Take& with);

 private:
  bool attach();
  XImage* fetch(const Rect& part);

  Display* const display_;
  XShmSegmentInfo segment_{};
};

}  // namespace maintendue::screen
