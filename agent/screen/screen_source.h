// Where the picture comes from: a framebuffer that follows the family's screen. X11 has one
// implementation; Wayland and Windows will have theirs.
#pragma once

#include <cstdint>
#include <optional>
#include <vector>

#include "agent/screen/geometry.h"

namespace maintendue::screen {

// A pointer's picture, 0xAARRGGBB, not premultiplied.
struct PointerShape {
  Size size;
  Point hot;
  std::vector<std::uint32_t> pixels;
};

// Lives on one thread; its pixels change only inside capture().
class ScreenSource {
 public:
  virtual ~ScreenSource() = default;

  // 0x00RRGGBB, rows of exactly size().width; both change when capture() says `resized`.
  virtual Size size() const = 0;
  virtual std::uint32_t* pixels() = 0;

  struct Captured {
    bool resized = false;       // everything is new, buffer and size too
    std::vector<Rect> changed;  // what really differs from before
  };
  // Brings the framebuffer up to date. With `pointer_in_picture` the family's pointer is drawn into
  // it.
  virtual Captured capture(bool pointer_in_picture) = 0;

  // Where the family's pointer is now.
  virtual Point pointer() const = 0;
  // Its shape, once after each change.
  virtual std::optional<PointerShape> new_pointer_shape() = 0;
};

}  // namespace maintendue::screen
