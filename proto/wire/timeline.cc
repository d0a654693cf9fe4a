#include "wire/timeline.h"

namespace maintendue::wire {

net::awaitable<void> SystemTimeline::sleep_until(SteadyTime when) {
  net::steady_timer timer(executor_, when);
  co_await timer.async_wait(net::use_awaitable);
}

}  // namespace maintendue::wire
