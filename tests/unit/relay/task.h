// Coroutines as tests see them: started, looked at, waited for.
#pragma once

#include <memory>
#include <optional>

#include "wire/net.h"

namespace maintendue::test {

// What became of a coroutine that was started: nothing yet, or its value.
template <class T>
class Task {
 public:
  bool done() const { return value_->has_value(); }
  const T& value() const { return value_->value(); }

 private:
  template <class U>
  friend Task<U> start(net::io_context& io, net::awaitable<U> coroutine);
  std::shared_ptr<std::optional<T>> value_ = std::make_shared<std::optional<T>>();
};

template <class T>
Task<T> start(net::io_context& io, net::awaitable<T> coroutine) {
  Task<T> task;
  const auto keep = [value = task.value_](std::exception_ptr failure, T result) {
    if (!failure) value->emplace(std::move(result));
  };
  net::co_spawn(io, std::move(coroutine), keep);
  return task;
}

// The value, for coroutines that wait for other threads and no time.
template <class T>
T wait_for(net::io_context& io, net::awaitable<T> coroutine) {
  const Task<T> task = start(io, std::move(coroutine));
  io.restart();
  while (!task.done() && io.run_one() > 0) {
  }
  return task.value();
}

// A coroutine without a value gets one, so that its end can be seen.
struct Ended {};
inline net::awaitable<Ended> noting_end(net::awaitable<void> coroutine) {
  co_await std::move(coroutine);
  co_return Ended{};
}

}  // namespace maintendue::test
