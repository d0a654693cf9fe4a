// What a connection of the local server finds behind the door.
#pragma once

#include <functional>
#include <string>

#include "console/http/bridge.h"
#include "console/http/site.h"
#include "console/http/tokens.h"
#include "console/session/browser.h"
#include "wire/timeline.h"

namespace maintendue::console {

// Holds one session from its first wish to its end, whatever becomes of the caller's own wish to
// stop.
using HoldSession = std::function<net::awaitable<void>(BrowserPtr, std::string page)>;

// Lives on `main`, longer than the server.
struct Premises {
  wire::Timeline& timeline;
  const Site& site;
  Tokens& tokens;
  const Bridge& bridge;
  HoldSession hold_session;
};

}  // namespace maintendue::console
