#include "agent/dialog/place.h"

#include <algorithm>

namespace maintendue::dialog {
namespace {

bool touch(const Rect& a, const Rect& b) {
  return a.x < b.x + b.width && b.x < a.x + a.width && a.y < b.y + b.height && b.y < a.y + a.height;
}

bool within(const Rect& inner, const Rect& outer) {
  return inner.x >= outer.x && inner.y >= outer.y &&
         inner.x + inner.width <= outer.x + outer.width &&
         inner.y + inner.height <= outer.y + outer.height;
}

}  // namespace

int banner_left(int wanted, int width, const Rect& monitor) {
  return std::max(monitor.x, std::min(wanted, monitor.x + monitor.width - width));
}

int banner_middle(int width, const Rect& monitor) {
  return banner_left(monitor.x + (monitor.width - width) / 2, width, monitor);
}

bool wholly_seen(const Rect& ours, const Rect& screen, const std::vector<Rect>& above) {
  if (ours.width <= 0 || ours.height <= 0 || !within(ours, screen)) return false;
  return std::none_of(above.begin(), above.end(), [&](const Rect& window) {
    return touch(ours, window);
  });
}

}  // namespace maintendue::dialog
