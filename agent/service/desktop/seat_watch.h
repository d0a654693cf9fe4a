// Tells when somebody else may have come to the monitor.
#pragma once

#include <filesystem>
#include <functional>

#include "wire/net.h"
#include "wire/timeline.h"

namespace maintendue::agent {

// Lives on `main`, until run() is cancelled. It says that something moved, never what: Seat tells.
class SeatWatch {
 public:
  // `folder` as Seat's. Where there is none (yet), it is looked for every 5 s.
  SeatWatch(
      net::any_io_executor main,
      wire::Timeline& timeline,
      std::filesystem::path folder,
      std::function<void()> changed
  );

  net::awaitable<void> run();

 private:
  // Returns when the folder is gone or can't be watched.
  net::awaitable<void> watch();

  const net::any_io_executor main_;
  wire::Timeline& timeline_;  // outlives us
  const std::filesystem::path folder_;
  const std::function<void()> changed_;
};

}  // namespace maintendue::agent
