// The family's pointer, drawn into a framebuffer and taken out again: a viewer that may only look
// has no other way to see it move, because RFB viewers draw the shape at their own mouse.
#pragma once

#include <cstdint>
#include <vector>

#include "agent/screen/framebuffer.h"
#include "agent/screen/screen_source.h"

namespace maintendue::screen {

class PointerPicture final {
 public:
  void set_shape(PointerShape shape) { shape_ = std::move(shape); }  // while lifted

  // Draws it with its hot spot at `at`; what was there is kept.
  void put(Framebuffer& screen, Point at);
  // Takes it out; nothing when it is not in.
  void lift(Framebuffer& screen);
  // Where it is drawn now; empty when it is not in.
  Rect place() const { return place_; }

 private:
  PointerShape shape_;
  Rect place_;
  std::vector<std::uint32_t> below_;  // what place_ covers, row by row
};

}  // namespace maintendue::screen
