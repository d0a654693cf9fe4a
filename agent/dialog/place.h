// Where the banner stands, and whether it can be seen there. Pure arithmetic over rectangles.
#pragma once

#include <vector>

namespace maintendue::dialog {

struct Rect {
  int x = 0, y = 0, width = 0, height = 0;
};

// The left edge nearest to `wanted` at which a banner of that width is wholly on the monitor; a
// banner wider than the monitor begins at its left edge.
int banner_left(int wanted, int width, const Rect& monitor);
// In the middle.
int banner_middle(int width, const Rect& monitor);

// Whether every part of `ours` is on the screen and under none of the windows above it.
bool wholly_seen(const Rect& ours, const Rect& screen, const std::vector<Rect>& above);

}  // namespace maintendue::dialog
