#include "agent/tray/face.h"

#include "agent/po/catalogue.h"

namespace maintendue::tray {

using catalogue::fill;
using catalogue::tr;

std::string sentence_of(const State& state) {
  if (state.watched) {
    const std::string name =
        state.operator_name.empty() ? std::string(tr("Your contact")) : state.operator_name;
    return fill(tr("{operator} sees your screen"), {{"operator", name}});
  }
  if (state.visited && !state.operator_name.empty()) {
    return fill(
        tr("{operator} is connected and sees nothing"), {{"operator", state.operator_name}}
    );
  }
  if (state.farewell != Farewell::Nothing) {
    return tr("No help from a distance: nobody can see your screen");
  }
  return state.connected ? tr("Nobody sees your screen")
                         : tr("Help from a distance: not connected");
}

std::span<const Pixmap> pixmaps_of(const State& state) {
  if (state.watched) return kWatched;
  if (state.connected && state.farewell == Farewell::Nothing) return kConnected;
  return kAway;
}

namespace {

// Whoever can't read the one that is spoken finds it by its picture, and in English.
MenuItem languages_menu(std::string_view language) {
  const std::string here = tr("Language"), everywhere = "Language";
  MenuItem menu{
      .id = MenuId::Language,
      .label = here == everywhere ? here : here + " · " + everywhere,
      .clickable = true,
      .icon = "preferences-desktop-locale",
  };
  std::int32_t id = static_cast<std::int32_t>(MenuId::FirstLanguage);
  const std::string spoken = catalogue::spoken_language(language);
  for (const catalogue::Language& one : catalogue::languages()) {
    menu.within.push_back({
        .id = static_cast<MenuId>(id++),
        .label = std::string(one.name),
        .clickable = true,
        .chosen = one.tag == spoken,
    });
  }
  return menu;
}

// What is rarely said, and easily taken for something else: a step deeper than the rest.
MenuItem farewells_menu(const State& state) {
  MenuItem menu{.id = MenuId::Farewells, .label = tr("I want no more help…"), .clickable = true};
  if (state.farewell != Farewell::NoHelp) {
    menu.within.push_back({MenuId::NoHelp, tr("I want no more help from a distance"), true});
  }
  menu.within.push_back({MenuId::NotOurs, tr("This computer is no longer ours"), true});
  return menu;
}

// It reads from its first digit, whatever stands around it.
std::string phone_of(const State& state) { return "\u2066" + state.phone + "\u2069"; }

}  // namespace

std::vector<MenuItem> menu_of(const State& state, std::string_view language) {
  std::vector<MenuItem> menu = {{MenuId::Sentence, sentence_of(state)}};
  if (state.visited) menu.push_back({MenuId::Stop, tr("Stop the help from a distance"), true});
  if (state.served && state.farewell == Farewell::Nothing) {
    menu.push_back({MenuId::Help, tr("Ask for help"), true});
  } else if (state.served) {
    menu.push_back({MenuId::HelpAgain, tr("I want help again"), true});
  }
  if (state.served) menu.push_back({MenuId::Journal, tr("My journal"), true});
  if (!state.organisation.empty()) {
    menu.push_back({MenuId::Line, ""});
    menu.push_back({MenuId::Organisation, state.organisation});
    if (!state.phone.empty()) menu.push_back({MenuId::Phone, phone_of(state)});
  }
  if (state.served) menu.push_back({MenuId::Card, tr("The card of your computer"), true});
  if (state.served && state.farewell != Farewell::NotOurs) menu.push_back(farewells_menu(state));
  menu.push_back(languages_menu(language));
  return menu;
}

std::optional<std::string_view> language_of(MenuId item) {
  const auto first = static_cast<std::int32_t>(MenuId::FirstLanguage);
  const auto place = static_cast<std::int32_t>(item) - first;
  const auto all = catalogue::languages();
  if (place < 0 || static_cast<std::size_t>(place) >= all.size()) return std::nullopt;
  return all[static_cast<std::size_t>(place)].tag;
}

}  // namespace maintendue::tray
