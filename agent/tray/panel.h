// The desktop's panel, over the session bus: our icon and its menu, shown by whatever panel there
// is.
#pragma once

#include <memory>

#include "agent/tray/menu.h"
#include "agent/tray/notifier.h"

namespace maintendue::tray {

// Lives on the tray's loop, which polls it; starts no thread. A panel that restarts finds the icon
// again by itself.
class Panel {
 public:
  // Null when the session has no bus: the tray does its work without an icon.
  static std::unique_ptr<Panel> open(Menu::OnClick on_click);
  ~Panel();

  // In the language of that tag.
  void show(const State& state, std::string_view language);
  // What poll(2) shall wait for.
  sdbus::IConnection::PollData poll_data() const { return bus_->getEventLoopPollData(); }
  // Takes in what came. False when the bus is gone for good.
  bool process();

 private:
  Panel(std::unique_ptr<sdbus::IConnection> bus, Menu::OnClick on_click);
  void watch_panels();
  void introduce();

  const std::unique_ptr<sdbus::IConnection> bus_;
  const std::string name_;  // ours on the bus, "org.kde.StatusNotifierItem-PID-1"
  Notifier notifier_;
  Menu menu_;
  std::unique_ptr<sdbus::IProxy> watcher_;
  sdbus::Slot watch_;
};

}  // namespace maintendue::tray
