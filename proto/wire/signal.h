// Something happened: wakes whoever waits for it. Carries no value; look at the state it speaks of.
#pragma once

#include <boost/asio/redirect_error.hpp>

#include "wire/net.h"

namespace maintendue::wire {

// Lives on `main`. notify() wakes all present waiters and is forgotten when nobody waits.
class Signal {
 public:
  explicit Signal(net::any_io_executor executor)
      : timer_(std::move(executor), net::steady_timer::time_point::max()) {}

  void notify() { timer_.cancel(); }

  net::awaitable<void> wait() {
    boost::system::error_code
        ignored;  // woken and cancelled look alike here; the caller's next wait tells
    co_await timer_.async_wait(net::redirect_error(net::use_awaitable, ignored));
  }

 private:
  net::steady_timer timer_;
};

}  // namespace maintendue::wire
