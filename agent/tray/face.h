// What the icon and its menu show for a state. Pure.
#pragma once

#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "agent/icons/tray_pixmaps.h"
#include "agent/tray/message.h"

namespace maintendue::tray {

// One sentence that is true: who watches, or that nobody does.
std::string sentence_of(const State& state);

// The drawings differ in shape, not in colour alone.
std::span<const Pixmap> pixmaps_of(const State& state);

// From FirstLanguage on, each of catalogue::languages() has its own.
enum class MenuId : std::int32_t {
  Root = 0,
  Sentence,
  Stop,
  Line,
  Organisation,
  Card,
  Help,
  Language,
  Journal,
  Phone,
  Farewells,
  NoHelp,
  NotOurs,
  HelpAgain,
  FirstLanguage = 100,
};

struct MenuItem {
  MenuId id;
  std::string label;             // empty: a separating line
  bool clickable = false;        // else it only says something
  std::optional<bool> chosen{};  // one of several, of which one is
  const char* icon = "";         // by its name in the desktop's own icons
  std::vector<MenuItem> within{};
};

// From top to bottom, in the language of that tag. Stop is there only while somebody watches, or
// asks to; help, the journal, the card and what is said for good only while the service is there to
// show their windows.
std::vector<MenuItem> menu_of(const State& state, std::string_view language);

// The tag of the language that is chosen by that item.
std::optional<std::string_view> language_of(MenuId item);

}  // namespace maintendue::tray
