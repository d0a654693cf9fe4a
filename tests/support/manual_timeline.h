// Time that moves when the test says so.
#pragma once

#include <algorithm>
#include <boost/asio/redirect_error.hpp>
#include <boost/system/system_error.hpp>
#include <list>

#include "wire/timeline.h"

namespace maintendue::test {

// Lives on `main`, which is the io_context it was given. Stands still until advance().
class ManualTimeline final : public wire::Timeline {
 public:
  explicit ManualTimeline(net::io_context& io) : io_(io) {}

  SteadyTime steady() const override { return now_; }
  WallTime wall() const override { return wall_; }
  void set_wall(WallTime wall) { wall_ = wall; }
  // Coroutines that sleep right now.
  std::size_t sleepers() const { return sleepers_.size(); }

  // Moves time on and wakes whoever is due, the earliest first, each at its own instant; what a
  // woken coroutine does at once is done before the next one wakes.
  void advance(std::chrono::milliseconds time) {
    const SteadyTime end = now_ + time;
    settle();
    for (auto next = earliest(); next != sleepers_.end() && (*next)->when <= end;
         next = earliest()) {
      move_to((*next)->when);
      Sleeper& sleeper = **next;
      sleepers_.erase(next);
      sleeper.due = true;
      sleeper.timer.cancel();
      settle();
    }
    move_to(end);
  }

  // Runs what is ready on `main`, without waiting and without moving time.
  void settle() {
    if (io_.stopped()) io_.restart();
    io_.poll();
  }

  net::awaitable<void> sleep_until(SteadyTime when) override {
    if (when <= now_) {
      co_await net::post(io_, net::use_awaitable);
      co_return;
    }
    Sleeper sleeper{when, net::steady_timer(io_, net::steady_timer::time_point::max())};
    const auto place = sleepers_.insert(sleepers_.end(), &sleeper);
    boost::system::error_code ignored;
    co_await sleeper.timer.async_wait(net::redirect_error(net::use_awaitable, ignored));
    if (sleeper.due) co_return;
    sleepers_.erase(place);
    throw boost::system::system_error(net::error::operation_aborted);
  }

 private:
  struct Sleeper {
    SteadyTime when;
    net::steady_timer timer;
    bool due = false;
  };
  using Sleepers = std::list<Sleeper*>;

  Sleepers::iterator earliest() {
    const auto sooner = [](const Sleeper* a, const Sleeper* b) { return a->when < b->when; };
    return std::min_element(sleepers_.begin(), sleepers_.end(), sooner);
  }

  void move_to(SteadyTime when) {
    if (when <= now_) return;
    wall_ += std::chrono::duration_cast<WallTime::duration>(when - now_);
    now_ = when;
  }

  net::io_context& io_;
  SteadyTime now_ = SteadyTime{std::chrono::hours{1}};
  WallTime wall_ = from_unix_ms(1'764'000'000'000);  // November 2025
  Sleepers sleepers_;
};

}  // namespace maintendue::test
