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
  return state.connected ? tr("Nobody sees your screen")
                         : tr("Help from a distance: not connected");
}

std::span<const Pixmap> pixmaps_of(const State& state) {
  if (state.watched) return kWatched;
  if (state.connected) return kConnected;
  return kAway;
}

std::vector<MenuItem> menu_of(const State& state) {
  std::vector<MenuItem> menu = {{MenuId::Sentence, sentence_of(state)}};
  if (state.visited) menu.push_back({MenuId::Stop, tr("Stop the help from a distance"), true});
  if (state.served) menu.push_back({MenuId::Help, tr("Ask for help"), true});
  if (!state.organisation.empty()) {
    menu.push_back({MenuId::Line, ""});
    menu.push_back({MenuId::Organisation, state.organisation});
  }
  if (state.served) menu.push_back({MenuId::Card, tr("The card of your computer"), true});
  return menu;
}

}  // namespace maintendue::tray
