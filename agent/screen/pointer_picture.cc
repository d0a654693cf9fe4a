#include "agent/screen/pointer_picture.h"

namespace maintendue::screen {
namespace {

std::uint32_t blend(std::uint32_t below, std::uint32_t above) {
  const std::uint32_t alpha = above >> 24;
  std::uint32_t out = 0;
  for (int shift = 0; shift < 24; shift += 8) {
    const std::uint32_t a = above >> shift & 0xff, b = below >> shift & 0xff;
    out |= (a * alpha + b * (255 - alpha)) / 255 << shift;
  }
  return out;
}

}  // namespace

void PointerPicture::put(Framebuffer& screen, Point at) {
  const Point origin{at.x - shape_.hot.x, at.y - shape_.hot.y};
  place_ = intersection(
      {origin.x, origin.y, shape_.size.width, shape_.size.height}, whole(screen.size())
  );
  below_.clear();
  for (int y = place_.y; y < place_.y + place_.height; ++y) {
    for (int x = place_.x; x < place_.x + place_.width; ++x) {
      std::uint32_t& pixel = *screen.at(x, y);
      below_.push_back(pixel);
      pixel = blend(pixel, shape_.pixels[(y - origin.y) * shape_.size.width + x - origin.x]);
    }
  }
}

void PointerPicture::lift(Framebuffer& screen) {
  auto kept = below_.begin();
  for (int y = place_.y; y < place_.y + place_.height; ++y) {
    for (int x = place_.x; x < place_.x + place_.width; ++x) *screen.at(x, y) = *kept++;
  }
  place_ = {};
  below_.clear();
}

}  // namespace maintendue::screen
