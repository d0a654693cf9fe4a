#include "agent/screen/framebuffer.h"

#include <cstring>

namespace maintendue::screen {
namespace {

constexpr int kTileWidth = 64;
constexpr int kTileHeight = 32;

}  // namespace

void Framebuffer::update(
    const Rect& part, const std::uint32_t* source, int stride, std::vector<Rect>& changed
) {
  for (int top = 0; top < part.height; top += kTileHeight) {
    const int rows = std::min(kTileHeight, part.height - top);
    for (int left = 0; left < part.width; left += kTileWidth) {
      const int columns = std::min(kTileWidth, part.width - left);
      bool differs = false;
      for (int y = top; y < top + rows; ++y) {
        const std::uint32_t* from = source + static_cast<std::size_t>(y) * stride + left;
        std::uint32_t* to = at(part.x + left, part.y + y);
        if (!differs && std::memcmp(to, from, columns * 4) == 0) continue;
        differs = true;
        std::memcpy(to, from, columns * 4);
      }
      if (!differs) continue;
      const Rect tile{part.x + left, part.y + top, columns, rows};
      const bool joins = !changed.empty() && changed.back().y == tile.y &&
                         changed.back().height == tile.height &&
                         changed.back().x + changed.back().width == tile.x;
      if (joins) {
        changed.back().width += tile.width;
      } else {
        changed.push_back(tile);
      }
    }
  }
}

}  // namespace maintendue::screen
