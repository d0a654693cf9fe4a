// Running a story on the test's own loop until it is told to its end.
#pragma once

#include <gtest/gtest.h>

#include <optional>

#include "wire/net.h"

namespace maintendue::test {

// Runs what comes, waiting for sockets, until `done` says so.
template <class Done>
void drive_until(net::io_context& io, Done done) {
  while (!done()) {
    if (io.stopped()) io.restart();
    io.run_one();
  }
}

template <class T>
T drive(net::io_context& io, net::awaitable<T> story) {
  std::optional<T> told;
  net::co_spawn(io, std::move(story), [&told](std::exception_ptr failure, T result) {
    EXPECT_FALSE(failure);
    told.emplace(std::move(result));
  });
  drive_until(io, [&told] { return told.has_value(); });
  return std::move(*told);
}

inline void drive(net::io_context& io, net::awaitable<void> story) {
  bool told = false;
  net::co_spawn(io, std::move(story), [&told](std::exception_ptr failure) {
    EXPECT_FALSE(failure);
    told = true;
  });
  drive_until(io, [&told] { return told; });
}

}  // namespace maintendue::test
