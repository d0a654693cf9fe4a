// What the icon and its menu show for a state. Pure.
#pragma once

#include <span>
#include <string>
#include <vector>

#include "agent/icons/tray_pixmaps.h"
#include "agent/tray/message.h"

namespace maintendue::tray {

// One sentence that is true: who watches, or that nobody does.
std::string sentence_of(const State& state);

// The drawings differ in shape, not in colour alone.
std::span<const Pixmap> pixmaps_of(const State& state);

enum class MenuId : std::int32_t { Root = 0, Sentence, Stop, Line, Organisation, Card, Help };

struct MenuItem {
  MenuId id;
  std::string label;       // empty: a separating line
  bool clickable = false;  // else it only says something
};

// From top to bottom. Stop is there only while somebody watches, or asks to; help and the card only
// while the service is there to show their windows.
std::vector<MenuItem> menu_of(const State& state);

}  // namespace maintendue::tray
