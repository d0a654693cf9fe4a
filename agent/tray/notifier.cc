#include "agent/tray/notifier.h"

#include "agent/tray/face.h"

namespace maintendue::tray {
namespace {

constexpr auto kInterface = "org.kde.StatusNotifierItem";
constexpr auto kTitle = "Main Tendue";

using DbusPixmap = sdbus::Struct<std::int32_t, std::int32_t, std::vector<std::uint8_t>>;
using DbusPixmaps = std::vector<DbusPixmap>;
using ToolTip = sdbus::Struct<std::string, DbusPixmaps, std::string, std::string>;

DbusPixmaps to_dbus(std::span<const Pixmap> pixmaps) {
  DbusPixmaps out;
  for (const Pixmap& pixmap : pixmaps) {
    const unsigned char* end = pixmap.argb + pixmap.size * pixmap.size * 4;
    out.emplace_back(pixmap.size, pixmap.size, std::vector<std::uint8_t>(pixmap.argb, end));
  }
  return out;
}

}  // namespace

Notifier::Notifier(sdbus::IConnection& bus, OnActivate on_activate)
    : on_activate_(std::move(on_activate)), item_(sdbus::createObject(bus, "/StatusNotifierItem")) {
  offer_looks();
  offer_deeds();
  item_->finishRegistration();
}

// The empty ones are read by some panels, which complain when they are missing.
void Notifier::offer_looks() {
  const auto text = [this](const char* name, std::string value) {
    item_->registerProperty(name).onInterface(kInterface).withGetter([value] { return value; });
  };
  text("Category", "SystemServices");
  text("Id", "maintendue");
  text("Title", kTitle);
  text("Status", "Active");
  text("IconName", "");
  text("IconThemePath", "");
  text("OverlayIconName", "");
  text("AttentionIconName", "");
  text("AttentionMovieName", "");
  const auto no_pixmaps = [] { return DbusPixmaps{}; };
  item_->registerProperty("OverlayIconPixmap").onInterface(kInterface).withGetter(no_pixmaps);
  item_->registerProperty("AttentionIconPixmap").onInterface(kInterface).withGetter(no_pixmaps);
  item_->registerProperty("WindowId").onInterface(kInterface).withGetter([] {
    return std::int32_t{0};
  });
  item_->registerProperty("ItemIsMenu").onInterface(kInterface).withGetter([] { return true; });
  item_->registerProperty("Menu").onInterface(kInterface).withGetter([] {
    return sdbus::ObjectPath("/MenuBar");
  });
  item_->registerProperty("IconPixmap").onInterface(kInterface).withGetter([this] {
    return to_dbus(pixmaps_of(state_));
  });
  item_->registerProperty("ToolTip").onInterface(kInterface).withGetter([this] {
    return ToolTip{"", DbusPixmaps{}, kTitle, sentence_of(state_)};
  });
}

void Notifier::offer_deeds() {
  const auto nothing = [](std::int32_t, std::int32_t) {};
  item_->registerMethod("Activate")
      .onInterface(kInterface)
      .implementedAs([this](std::int32_t, std::int32_t) { on_activate_(); });
  item_->registerMethod("SecondaryActivate").onInterface(kInterface).implementedAs(nothing);
  item_->registerMethod("ContextMenu").onInterface(kInterface).implementedAs(nothing);
  item_->registerMethod("Scroll")
      .onInterface(kInterface)
      .implementedAs([](std::int32_t, const std::string&) {});
  item_->registerSignal("NewTitle").onInterface(kInterface);
  item_->registerSignal("NewIcon").onInterface(kInterface);
  item_->registerSignal("NewToolTip").onInterface(kInterface);
  item_->registerSignal("NewStatus").onInterface(kInterface).withParameters<std::string>();
}

void Notifier::show(const State& state) {
  state_ = state;
  item_->emitSignal("NewIcon").onInterface(kInterface);
  item_->emitSignal("NewToolTip").onInterface(kInterface);
}

}  // namespace maintendue::tray
