// Our copy of the family's screen: 0x00RRGGBB, rows of exactly width pixels.
#pragma once

#include <cstdint>
#include <vector>

#include "agent/screen/geometry.h"

namespace maintendue::screen {

class Framebuffer final {
 public:
  explicit Framebuffer(Size size)
      : size_(size), pixels_(static_cast<std::size_t>(size.width) * size.height) {}

  Size size() const { return size_; }
  std::uint32_t* pixels() { return pixels_.data(); }
  std::uint32_t* at(int x, int y) {
    return pixels_.data() + static_cast<std::size_t>(y) * size_.width + x;
  }

  // Takes over what differs inside `part`, tile by tile, and adds those tiles to `changed`:
  // programs often paint again what was there already.
  void update(
      const Rect& part, const std::uint32_t* source, int stride, std::vector<Rect>& changed
  );

 private:
  Size size_;
  std::vector<std::uint32_t> pixels_;
};

}  // namespace maintendue::screen
