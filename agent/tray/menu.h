// The icon's menu as panels see it: com.canonical.dbusmenu at /MenuBar.
#pragma once

#include <sdbus-c++/sdbus-c++.h>

#include <functional>
#include <map>
#include <memory>

#include "agent/tray/face.h"

namespace maintendue::tray {

// Lives on the tray's loop; `bus` outlives it.
class Menu {
 public:
  using OnClick = std::function<void(MenuId)>;

  Menu(sdbus::IConnection& bus, OnClick on_click);
  // In the language of that tag.
  void show(const State& state, std::string_view language);

 private:
  using Properties = std::map<std::string, sdbus::Variant>;
  using Node = sdbus::Struct<std::int32_t, Properties, std::vector<sdbus::Variant>>;
  using PropertiesOf = sdbus::Struct<std::int32_t, Properties>;
  using Event = sdbus::Struct<std::int32_t, std::string, sdbus::Variant, std::uint32_t>;

  void offer_layout();
  void offer_events();
  Properties properties_of(std::int32_t id) const;
  Node layout_of(std::int32_t id, std::int32_t depth) const;
  // The one of that id, however deep it lies; null when there is none.
  const MenuItem* item(std::int32_t id) const;
  // Only what can be clicked right now counts.
  void happened(std::int32_t id, const std::string& event);

  const OnClick on_click_;
  std::vector<MenuItem> items_;  // at the top
  bool mirrored_ = false;        // for whoever reads from the right
  std::uint32_t revision_ = 1;
  const std::unique_ptr<sdbus::IObject> object_;
};

}  // namespace maintendue::tray
