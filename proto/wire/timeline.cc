#include "wire/timeline.h"

#include <sys/timerfd.h>
#include <time.h>
#include <unistd.h>

#include <algorithm>
#include <boost/asio/posix/stream_descriptor.hpp>
#include <boost/asio/redirect_error.hpp>
#include <boost/system/system_error.hpp>
#include <map>
#include <stdexcept>

namespace maintendue::wire {
namespace {

using boost::system::error_code;
using std::chrono::nanoseconds;

constexpr auto kClock = CLOCK_BOOTTIME;

SteadyTime now() {
  timespec time{};
  ::clock_gettime(kClock, &time);
  return SteadyTime{std::chrono::seconds{time.tv_sec} + nanoseconds{time.tv_nsec}};
}

int new_timer() {
  const int fd = ::timerfd_create(kClock, TFD_NONBLOCK | TFD_CLOEXEC);
  if (fd < 0) throw std::runtime_error("The system has no timer left.");
  return fd;
}

// Asio's own timers stand still while the machine is suspended; this one does not. One descriptor,
// set to whoever is due first, watched only while somebody sleeps. Kept alive by those who sleep.
class Alarmclock : public std::enable_shared_from_this<Alarmclock> {
 public:
  explicit Alarmclock(const net::any_io_executor& executor) : timer_(executor, new_timer()) {}

  static net::awaitable<void> wait(std::shared_ptr<Alarmclock> self, SteadyTime when) {
    Sleeper sleeper(*self, when);
    if (self->sleepers_.begin()->second == &sleeper) self->set();
    self->watch();
    error_code ignored;
    co_await sleeper.bell.async_wait(net::redirect_error(net::use_awaitable, ignored));
    if (sleeper.due) co_return;
    if (self->sleepers_.size() == 1) self->timer_.cancel(ignored);  // we were the last
    throw boost::system::system_error(net::error::operation_aborted);
  }

 private:
  struct Sleeper;
  using Sleepers = std::multimap<SteadyTime, Sleeper*>;

  struct Sleeper {
    Sleeper(Alarmclock& alarm, SteadyTime when)
        : alarm(alarm),
          bell(alarm.timer_.get_executor(), net::steady_timer::time_point::max()),
          place(alarm.sleepers_.emplace(when, this)) {}
    ~Sleeper() {
      if (!due) alarm.sleepers_.erase(place);
    }
    Sleeper(const Sleeper&) = delete;
    Sleeper& operator=(const Sleeper&) = delete;

    Alarmclock& alarm;
    net::steady_timer bell;  // rung by cancelling it
    const Sleepers::iterator place;
    bool due = false;
  };

  // To the first of the sleepers; a time that is over rings at once. Told as time from now: a
  // program that is given another calendar, as tests give it, has its moments taken for dates.
  void set() {
    const auto left = std::max(sleepers_.begin()->first - now(), SteadyTime::duration{1});
    const auto seconds = std::chrono::floor<std::chrono::seconds>(left);
    itimerspec time{};
    time.it_value.tv_sec = seconds.count();
    time.it_value.tv_nsec = nanoseconds{left - seconds}.count();
    ::timerfd_settime(timer_.native_handle(), 0, &time, nullptr);
  }

  void watch() {
    if (std::exchange(watching_, true)) return;
    timer_.async_wait(timer_.wait_read, [self = shared_from_this()](error_code) {
      self->watching_ = false;
      self->ring();
    });
  }

  void ring() {
    std::uint64_t times = 0;
    (void)!::read(timer_.native_handle(), &times, sizeof(times));  // how often does not matter
    const SteadyTime moment = now();
    while (!sleepers_.empty() && sleepers_.begin()->first <= moment) {
      Sleeper& sleeper = *sleepers_.begin()->second;
      sleepers_.erase(sleepers_.begin());
      sleeper.due = true;
      sleeper.bell.cancel();
    }
    if (sleepers_.empty()) return;
    set();
    watch();
  }

  net::posix::stream_descriptor timer_;
  Sleepers sleepers_;
  bool watching_ = false;
};

}  // namespace

// Holds nothing of the loop while nobody sleeps: a clock may be kept for longer than its loop, by a
// library that lets go of a line when it likes.
class SystemTimeline::Alarm {
 public:
  explicit Alarm(net::any_io_executor executor) : executor_(std::move(executor)) {}

  net::awaitable<void> wait(SteadyTime when) {
    std::shared_ptr<Alarmclock> set = set_.lock();
    if (!set) set_ = set = std::make_shared<Alarmclock>(executor_);
    return Alarmclock::wait(std::move(set), when);
  }

 private:
  const net::any_io_executor executor_;
  std::weak_ptr<Alarmclock> set_;
};

SystemTimeline::SystemTimeline(net::any_io_executor executor)
    : alarm_(std::make_shared<Alarm>(executor)) {}

SteadyTime SystemTimeline::steady() const { return now(); }

net::awaitable<void> SystemTimeline::sleep_until(SteadyTime when) { return alarm_->wait(when); }

}  // namespace maintendue::wire
