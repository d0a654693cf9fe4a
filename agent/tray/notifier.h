// The icon as panels see it: org.kde.StatusNotifierItem at /StatusNotifierItem.
#pragma once

#include <sdbus-c++/sdbus-c++.h>

#include <memory>

#include "agent/tray/message.h"

namespace maintendue::tray {

// Lives on the tray's loop; `bus` outlives it.
class Notifier {
 public:
  explicit Notifier(sdbus::IConnection& bus);
  void show(const State& state);

 private:
  void offer_looks();
  void offer_deeds();

  State state_;
  const std::unique_ptr<sdbus::IObject> item_;
};

}  // namespace maintendue::tray
