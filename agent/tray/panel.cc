#include "agent/tray/panel.h"

#include <unistd.h>

#include "base/log.h"

namespace maintendue::tray {
namespace {

constexpr auto kComponent = "tray.panel";
constexpr auto kWatcher = "org.kde.StatusNotifierWatcher";
constexpr auto kNewWatcher =
    "type='signal',sender='org.freedesktop.DBus',interface='org.freedesktop.DBus',"
    "member='NameOwnerChanged',arg0='org.kde.StatusNotifierWatcher'";

}  // namespace

std::unique_ptr<Panel> Panel::open(Menu::OnClick on_click) {
  try {
    auto bus = sdbus::createSessionBusConnection();
    return std::unique_ptr<Panel>(new Panel(std::move(bus), std::move(on_click)));
  } catch (const sdbus::Error& error) {
    log::event(kComponent, log::Level::warning, "no session bus", {{"why", error.getMessage()}});
    return nullptr;
  }
}

Panel::Panel(std::unique_ptr<sdbus::IConnection> bus, Menu::OnClick on_click)
    : bus_(std::move(bus)),
      name_("org.kde.StatusNotifierItem-" + std::to_string(getpid()) + "-1"),
      notifier_(*bus_, [on_click] { on_click(MenuId::Help); }),
      menu_(*bus_, std::move(on_click)),
      watcher_(sdbus::createProxy(*bus_, kWatcher, "/StatusNotifierWatcher")) {
  bus_->requestName(name_);
  watcher_->finishRegistration();
  watch_panels();
  introduce();
}

Panel::~Panel() = default;

void Panel::watch_panels() {
  watch_ = bus_->addMatch(kNewWatcher, [this](sdbus::Message& message) {
    std::string watcher, old_owner, new_owner;
    message >> watcher >> old_owner >> new_owner;
    if (!new_owner.empty()) introduce();
  });
}

// Not waited for: without a panel the answer is an error, and one day a panel comes.
void Panel::introduce() {
  watcher_->callMethodAsync("RegisterStatusNotifierItem")
      .onInterface(kWatcher)
      .withArguments(name_)
      .uponReplyInvoke([](const sdbus::Error* error) {
        const char* sentence = error ? "no panel yet" : "icon shown";
        log::event(kComponent, log::Level::info, sentence);
      });
}

void Panel::show(const State& state, std::string_view language) {
  notifier_.show(state);
  menu_.show(state, language);
}

bool Panel::process() {
  try {
    while (bus_->processPendingRequest()) {
    }
    return true;
  } catch (const sdbus::Error& error) {
    log::event(kComponent, log::Level::warning, "session bus lost", {{"why", error.getMessage()}});
    return false;
  }
}

}  // namespace maintendue::tray
