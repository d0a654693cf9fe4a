// Coroutines that end together: whoever starts them owns a group and awaits its stop().
#pragma once

#include <boost/asio/bind_cancellation_slot.hpp>
#include <boost/asio/cancellation_signal.hpp>
#include <cassert>
#include <functional>
#include <list>
#include <vector>

#include "wire/signal.h"

namespace maintendue::wire {

// Lives on `main`. A task owns its arguments by value or outlives the group's stop().
class TaskGroup {
 public:
  // `on_broken` is called on `main` when a task ends by an exception: the last resort of whoever
  // would otherwise wait for that task's work for good.
  explicit TaskGroup(net::any_io_executor executor, std::function<void()> on_broken = {})
      : executor_(std::move(executor)), on_broken_(std::move(on_broken)), ended_(executor_) {}
  TaskGroup(const TaskGroup&) = delete;
  TaskGroup& operator=(const TaskGroup&) = delete;
  ~TaskGroup() { assert(tasks_.empty()); }

  // An exception that leaves the task is logged and ends that task; being cancelled is none.
  void spawn(net::awaitable<void> task) {
    const auto place = tasks_.emplace(tasks_.end());
    auto done = [this, place](std::exception_ptr failure) {
      tasks_.erase(place);
      ended_.notify();
      if (broken(failure) && on_broken_) on_broken_();
    };
    net::co_spawn(
        executor_, std::move(task), net::bind_cancellation_slot(place->slot(), std::move(done))
    );
  }

  std::size_t size() const { return tasks_.size(); }

  // Cancels every task and returns when the last one has ended.
  net::awaitable<void> stop() {
    while (!tasks_.empty()) {
      std::vector<net::cancellation_signal*> now;
      for (auto& task : tasks_) now.push_back(&task);
      for (auto* task : now) task->emit(net::cancellation_type::terminal);
      if (!tasks_.empty()) co_await ended_.wait();
    }
  }

 private:
  // Logs what nobody was meant to throw.
  static bool broken(std::exception_ptr failure);

  const net::any_io_executor executor_;
  const std::function<void()> on_broken_;  // fixed after construction
  std::list<net::cancellation_signal> tasks_;
  Signal ended_;
};

}  // namespace maintendue::wire
