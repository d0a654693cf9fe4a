// A window that whoever sits at the PC may have on wish.
#pragma once

#include <functional>

#include "agent/service/desktop/desktop.h"
#include "maintendue/local/v1/dialog.pb.h"
#include "wire/signal.h"

namespace maintendue::agent {

struct Offer {
  std::function<net::awaitable<void>(Desktop&)> wished;  // returns when somebody there wants it
  std::function<net::awaitable<void>(DesktopPtr)>
      window;  // returns when it was closed, or never was
};

// One window at a time. `moved` outlives it, and tells when `desktop_now` may answer another. Lives
// on `main`; ends by cancellation.
net::awaitable<void> serve(
    Offer offer, std::function<DesktopPtr()> desktop_now, wire::Signal& moved
);

// A window that shows `says` and asks nothing. Returns when it was closed, or could not be opened.
net::awaitable<void> show(DesktopPtr desktop, local::v1::ServiceToDialog says);

}  // namespace maintendue::agent
