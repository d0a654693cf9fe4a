// Writers take turns: one at a time, first come, first served, without a mutex.
#pragma once

#include <algorithm>
#include <boost/asio/redirect_error.hpp>
#include <deque>
#include <optional>
#include <utility>

#include "base/result.h"
#include "wire/net.h"

namespace maintendue::wire {

// Lives on `main`, longer than its turns. A turn that is given up in the middle, or ends with an
// error, is the last one: who reads on the other side could not make sense of what follows.
class Turns {
 public:
  // Held while one writes.
  class Turn {
   public:
    Turn(Turn&& other) noexcept : owner_(std::exchange(other.owner_, nullptr)) {}
    Turn& operator=(Turn&&) = delete;
    ~Turn() {
      if (owner_) owner_->give_back(Error{Errc::Cancelled, "write cut short"});
    }
    // The turn is over, and this came of it.
    void done(const Result<void>& result) {
      std::exchange(owner_, nullptr)
          ->give_back(result ? std::nullopt : std::optional(result.error()));
    }

   private:
    friend class Turns;
    explicit Turn(Turns& owner) : owner_(&owner) {}
    Turns* owner_;  // null once it is over
  };

  // Waits in line. After the last turn every later one is that turn's error; a place in line that
  // is cancelled is given up, and harms nobody.
  net::awaitable<Result<Turn>> take() {
    if (taken_) {
      const net::any_io_executor executor = co_await net::this_coro::executor;
      Place place(line_, executor);
      boost::system::error_code woken;
      co_await place.wake().async_wait(net::redirect_error(net::use_awaitable, woken));
      if (place.still_waiting()) co_return fail(Errc::Cancelled, "no longer waiting");
    }
    taken_ = true;
    if (!torn_) co_return Turn(*this);
    pass_on();
    co_return tl::unexpected(*torn_);
  }

 private:
  // A place in the line, given up however the waiting ends.
  class Place {
   public:
    Place(std::deque<net::steady_timer*>& line, const net::any_io_executor& executor)
        : line_(line), wake_(executor, net::steady_timer::time_point::max()) {
      line_.push_back(&wake_);
    }
    ~Place() { std::erase(line_, &wake_); }
    Place(const Place&) = delete;
    Place& operator=(const Place&) = delete;

    net::steady_timer& wake() { return wake_; }
    bool still_waiting() const { return std::ranges::find(line_, &wake_) != line_.end(); }

   private:
    std::deque<net::steady_timer*>& line_;
    net::steady_timer wake_;
  };

  void give_back(std::optional<Error> why) {
    if (why && !torn_) torn_ = std::move(why);
    pass_on();
  }
  // Straight to whoever is next, so that nobody slips in between.
  void pass_on() {
    if (line_.empty()) {
      taken_ = false;
      return;
    }
    net::steady_timer* next = line_.front();
    line_.pop_front();
    next->cancel();
  }

  bool taken_ = false;
  std::optional<Error> torn_;  // why there are no more turns
  std::deque<net::steady_timer*> line_;
};

}  // namespace maintendue::wire
