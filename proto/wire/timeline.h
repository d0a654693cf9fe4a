// A clock one can wait on. Product code waits on nothing else, so that tests move time themselves
// (tests/support/manual_timeline.h).
#pragma once

#include <memory>

#include "base/clock.h"
#include "base/result.h"
#include "wire/net.h"

namespace maintendue::wire {

class Timeline : public Clock {
 public:
  // Returns at `when` or later; Cancelled when the coroutine is cancelled. Lives on `main`.
  virtual net::awaitable<void> sleep_until(SteadyTime when) = 0;

  net::awaitable<void> sleep_for(std::chrono::milliseconds time) {
    return sleep_until(steady() + time);
  }
};

// The real one: the machine's clocks. Its steady time goes on while the machine is suspended
// (CLOCK_BOOTTIME), and whoever's time came meanwhile is woken with it.
class SystemTimeline final : public Timeline {
 public:
  // Throws std::runtime_error where the kernel has no timer left for us.
  explicit SystemTimeline(net::any_io_executor executor);
  SteadyTime steady() const override;
  WallTime wall() const override { return std::chrono::system_clock::now(); }
  net::awaitable<void> sleep_until(SteadyTime when) override;

 private:
  class Alarm;
  const std::shared_ptr<Alarm> alarm_;  // of all who sleep here; outlives us while somebody does
};

// A wait that always ends: the result of `op`, or TimedOut after `limit`, and then `op` is
// cancelled.
//   Result<Bytes> hello = co_await within(timeline, 10s, stream->read());
template <class T>
net::awaitable<Result<T>> within(
    Timeline& timeline, std::chrono::milliseconds limit, net::awaitable<Result<T>> op
) {
  auto first = co_await (std::move(op) || timeline.sleep_for(limit));
  if (first.index() == 1) co_return fail(Errc::TimedOut);
  co_return std::get<0>(std::move(first));
}

}  // namespace maintendue::wire
