// The icon as panels see it: org.kde.StatusNotifierItem at /StatusNotifierItem.
#pragma once

#include <sdbus-c++/sdbus-c++.h>

#include <functional>
#include <memory>

#include "agent/tray/message.h"

namespace maintendue::tray {

// Lives on the tray's loop; `bus` outlives it.
class Notifier {
 public:
  using OnActivate = std::function<void()>;

  // Some panels open the menu on any click, as ItemIsMenu tells them; others tell of the first
  // button.
  Notifier(sdbus::IConnection& bus, OnActivate on_activate);
  void show(const State& state);

 private:
  void offer_looks();
  void offer_deeds();

  const OnActivate on_activate_;
  State state_;
  const std::unique_ptr<sdbus::IObject> item_;
};

}  // namespace maintendue::tray
