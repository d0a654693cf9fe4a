#include "agent/tray/menu.h"

namespace maintendue::tray {
namespace {

constexpr auto kInterface = "com.canonical.dbusmenu";
constexpr std::uint32_t kVersion = 3;

// Underscores mark access keys in a menu; one in a name is doubled.
std::string without_access_key(const std::string& label) {
  std::string out;
  for (const char c : label) out += c == '_' ? "__" : std::string(1, c);
  return out;
}

}  // namespace

Menu::Menu(sdbus::IConnection& bus, OnClick on_click)
    : on_click_(std::move(on_click)),
      items_(menu_of(State{})),
      object_(sdbus::createObject(bus, "/MenuBar")) {
  offer_layout();
  offer_events();
  object_->finishRegistration();
}

Menu::Properties Menu::properties_of(std::int32_t id) const {
  if (id == 0) return {{"children-display", sdbus::Variant(std::string("submenu"))}};
  for (const MenuItem& item : items_) {
    if (static_cast<std::int32_t>(item.id) != id) continue;
    if (item.label.empty()) return {{"type", sdbus::Variant(std::string("separator"))}};
    return {
        {"label", sdbus::Variant(without_access_key(item.label))},
        {"enabled", sdbus::Variant(item.clickable)},
    };
  }
  return {};
}

Menu::Node Menu::layout_of(std::int32_t id, std::int32_t depth) const {
  std::vector<sdbus::Variant> children;
  if (id == 0 && depth != 0) {
    for (const MenuItem& item : items_) {
      children.emplace_back(layout_of(static_cast<std::int32_t>(item.id), 0));
    }
  }
  return Node{id, properties_of(id), children};
}

void Menu::offer_layout() {
  using Names = std::vector<std::string>;
  object_->registerProperty("Version").onInterface(kInterface).withGetter([] { return kVersion; });
  object_->registerProperty("TextDirection").onInterface(kInterface).withGetter([] {
    return std::string("ltr");
  });
  object_->registerProperty("Status").onInterface(kInterface).withGetter([] {
    return std::string("normal");
  });
  object_->registerProperty("IconThemePath").onInterface(kInterface).withGetter([] {
    return Names{};
  });
  object_->registerMethod("GetLayout")
      .onInterface(kInterface)
      .implementedAs([this](std::int32_t id, std::int32_t depth, const Names&) {
        return std::tuple{revision_, layout_of(id, depth)};
      });
  object_->registerMethod("GetGroupProperties")
      .onInterface(kInterface)
      .implementedAs([this](const std::vector<std::int32_t>& ids, const Names&) {
        std::vector<PropertiesOf> group;
        for (const std::int32_t id : ids) group.emplace_back(id, properties_of(id));
        return group;
      });
  object_->registerMethod("GetProperty")
      .onInterface(kInterface)
      .implementedAs([this](std::int32_t id, const std::string& name) {
        const Properties all = properties_of(id);
        const auto found = all.find(name);
        return found == all.end() ? sdbus::Variant(std::string()) : found->second;
      });
  object_->registerSignal("LayoutUpdated")
      .onInterface(kInterface)
      .withParameters<std::uint32_t, std::int32_t>();
  object_->registerSignal("ItemsPropertiesUpdated")
      .onInterface(kInterface)
      .withParameters<
          std::vector<PropertiesOf>,
          std::vector<sdbus::Struct<std::int32_t, std::vector<std::string>>>>();
}

void Menu::offer_events() {
  object_->registerMethod("Event")
      .onInterface(kInterface)
      .implementedAs(
          [this](std::int32_t id, const std::string& event, const sdbus::Variant&, std::uint32_t) {
            happened(id, event);
          }
      );
  object_->registerMethod("EventGroup")
      .onInterface(kInterface)
      .implementedAs([this](const std::vector<Event>& events) {
        for (const Event& event : events) happened(event.get<0>(), event.get<1>());
        return std::vector<std::int32_t>{};
      });
  object_->registerMethod("AboutToShow").onInterface(kInterface).implementedAs([](std::int32_t) {
    return false;
  });
  object_->registerMethod("AboutToShowGroup")
      .onInterface(kInterface)
      .implementedAs([](const std::vector<std::int32_t>&) {
        return std::tuple{std::vector<std::int32_t>{}, std::vector<std::int32_t>{}};
      });
}

void Menu::happened(std::int32_t id, const std::string& event) {
  if (event != "clicked") return;
  for (const MenuItem& item : items_) {
    if (item.clickable && static_cast<std::int32_t>(item.id) == id) on_click_(item.id);
  }
}

void Menu::show(const State& state) {
  items_ = menu_of(state);
  object_->emitSignal("LayoutUpdated").onInterface(kInterface).withArguments(++revision_, 0);
}

}  // namespace maintendue::tray
