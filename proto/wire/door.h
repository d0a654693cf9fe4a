// The way from gRPC's threads to `main`.
#pragma once

#include <mutex>

#include "wire/net.h"

namespace maintendue::wire {

// Any thread may post; its owner shuts it on `main` when nothing may come any more, so that no
// thread of gRPC ever touches a loop that has ended.
class Door {
 public:
  explicit Door(net::any_io_executor main) : main_(std::move(main)) {}

  template <class Function>
  void post(Function function) {
    const std::lock_guard lock(mutex_);
    if (open_) net::post(main_, std::move(function));
  }

  void shut() {
    const std::lock_guard lock(mutex_);
    open_ = false;
  }

  const net::any_io_executor& main() const { return main_; }

 private:
  const net::any_io_executor main_;
  std::mutex mutex_;
  bool open_ = true;
};

}  // namespace maintendue::wire
