// A short sentence to the family after the fact; it closes by itself.
#pragma once

#include "agent/service/desktop/desktop.h"
#include "maintendue/v1/session.pb.h"
#include "wire/timeline.h"

namespace maintendue::agent {

// Shows why the session ended and returns when the window is gone, at most 30 s later.
net::awaitable<void> show_notice(
    DesktopPtr desktop, wire::Timeline& timeline, v1::EndReason ended, std::string operator_name
);

}  // namespace maintendue::agent
