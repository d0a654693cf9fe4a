// A window that answers each key press with the other colour, black or white, as a program that
// echoes.
#pragma once

#include <X11/Xlib.h>

#include <atomic>
#include <string>
#include <thread>

namespace maintendue::bench {

// Stands above everything on that display, has the keyboard, and lives on a thread and a connection
// of its own.
class Echo {
 public:
  static constexpr int kX = 600, kY = 300, kSide = 120;

  explicit Echo(const std::string& display);
  ~Echo();
  Echo(const Echo&) = delete;

 private:
  void run();

  Display* const display_;
  Window window_ = 0;
  std::atomic<bool> stop_ = false;
  std::thread thread_;
};

}  // namespace maintendue::bench
