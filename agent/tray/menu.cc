#include "agent/tray/menu.h"

#include "agent/po/catalogue.h"

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

const MenuItem* find(const std::vector<MenuItem>& among, std::int32_t id) {
  for (const MenuItem& one : among) {
    if (static_cast<std::int32_t>(one.id) == id) return &one;
    if (const MenuItem* below = find(one.within, id)) return below;
  }
  return nullptr;
}

}  // namespace

Menu::Menu(sdbus::IConnection& bus, OnClick on_click)
    : on_click_(std::move(on_click)), object_(sdbus::createObject(bus, "/MenuBar")) {
  offer_layout();
  offer_events();
  object_->finishRegistration();
}

Menu::Properties Menu::properties_of(std::int32_t id) const {
  const sdbus::Variant submenu{std::string("submenu")};
  if (id == 0) return {{"children-display", submenu}};
  const MenuItem* item = this->item(id);
  if (item == nullptr) return {};
  if (item->label.empty()) return {{"type", sdbus::Variant(std::string("separator"))}};
  Properties all = {
      {"label", sdbus::Variant(without_access_key(item->label))},
      {"enabled", sdbus::Variant(item->clickable)},
  };
  if (*item->icon) all.emplace("icon-name", sdbus::Variant(std::string(item->icon)));
  if (!item->within.empty()) all.emplace("children-display", submenu);
  if (item->chosen) {
    all.emplace("toggle-type", sdbus::Variant(std::string("radio")));
    all.emplace("toggle-state", sdbus::Variant(std::int32_t{*item->chosen ? 1 : 0}));
  }
  return all;
}

const MenuItem* Menu::item(std::int32_t id) const { return find(items_, id); }

Menu::Node Menu::layout_of(std::int32_t id, std::int32_t depth) const {
  std::vector<sdbus::Variant> children;
  const MenuItem* within = item(id);
  if (depth != 0 && (id == 0 || within)) {
    for (const MenuItem& one : id == 0 ? items_ : within->within) {
      children.emplace_back(layout_of(static_cast<std::int32_t>(one.id), depth - 1));
    }
  }
  return Node{id, properties_of(id), children};
}

void Menu::offer_layout() {
  using Names = std::vector<std::string>;
  object_->registerProperty("Version").onInterface(kInterface).withGetter([] { return kVersion; });
  object_->registerProperty("TextDirection").onInterface(kInterface).withGetter([this] {
    return std::string(mirrored_ ? "rtl" : "ltr");
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
  const MenuItem* clicked = item(id);
  if (clicked && clicked->clickable) on_click_(clicked->id);
}

void Menu::show(const State& state, std::string_view language) {
  items_ = menu_of(state, language);
  mirrored_ = catalogue::right_to_left(language);
  object_->emitSignal("LayoutUpdated").onInterface(kInterface).withArguments(++revision_, 0);
}

}  // namespace maintendue::tray
