// Tells when this PC's ways to the Internet changed: a dongle plugged in, a Wi-Fi joined or lost.
#pragma once

#include <functional>

#include "wire/timeline.h"

namespace maintendue::agent {

// Lives on `main`. Asks the kernel (rtnetlink(7)) and nobody else, so it works with and without a
// network manager, and costs nothing while nothing changes.
class NetworkWatch {
 public:
  // Several changes within a second are one.
  NetworkWatch(net::any_io_executor main, wire::Timeline& timeline, std::function<void()> changed);

  // Watches until it is cancelled. Returns early, with a line in the log, where the kernel refuses.
  net::awaitable<void> run();

 private:
  const net::any_io_executor main_;
  wire::Timeline& timeline_;             // outlives us
  const std::function<void()> changed_;  // fixed after construction
};

}  // namespace maintendue::agent
