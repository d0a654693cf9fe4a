// A short sentence to the family after the fact; it closes by itself.
#pragma once

#include "agent/service/desktop/desktop.h"
#include "maintendue/v1/session.pb.h"
#include "wire/timeline.h"

namespace maintendue::agent {

struct Notice {
  v1::EndReason ended = v1::END_REASON_UNSPECIFIED;
  std::string operator_name;
  // The PC does not restart by itself: somebody has to do it, and she may come back until then.
  std::optional<WallTime> restart_by_hand = {};
};

// Returns when the window is gone, at most two minutes later.
net::awaitable<void> show_notice(DesktopPtr desktop, wire::Timeline& timeline, Notice notice);

}  // namespace maintendue::agent
