#include "wire/on_work.h"

#include <gtest/gtest.h>

#include <future>

#include "support/drive.h"

namespace maintendue::wire {
namespace {

using namespace std::chrono_literals;

net::awaitable<int> answer() { co_return 42; }

net::awaitable<int> no_answer() {
  throw std::runtime_error("the test wanted it");
  co_return 0;
}

// Whether it was told to stop before it was let go on.
net::awaitable<bool> was_disturbed(std::promise<void>& begun, std::future<void> go_on) {
  begun.set_value();
  go_on.wait();
  const net::cancellation_state state = co_await net::this_coro::cancellation_state;
  co_return state.cancelled() != net::cancellation_type::none;
}

// Awaits that work on the pool, then once more where it was spawned.
net::awaitable<void> goes_on(
    net::thread_pool::executor_type pool,
    net::awaitable<bool> work,
    std::optional<bool>& done,
    bool& went_on
) {
  done = co_await on_work(pool, std::move(work));
  co_await net::post(co_await net::this_coro::executor, net::use_awaitable);
  went_on = true;
}

class OnWork : public ::testing::Test {
 protected:
  net::io_context io_;
  net::thread_pool pool_{2};
};

TEST_F(OnWork, ComesBackWithWhatTheWorkReturns) {
  EXPECT_EQ(test::drive(io_, on_work(pool_.get_executor(), answer())), 42);
}

TEST_F(OnWork, ComesBackWithWhatTheWorkThrows) {
  std::exception_ptr thrown;
  net::co_spawn(
      io_, on_work(pool_.get_executor(), no_answer()),
      [&](std::exception_ptr failure, int) { thrown = failure; }
  );
  io_.run();
  EXPECT_THROW(std::rethrow_exception(thrown), std::runtime_error);
}

TEST_F(OnWork, IsDoneToItsEndThoughWhoeverAwaitsItIsCancelled) {
  std::promise<void> begun, go_on;
  std::optional<bool> disturbed;
  bool went_on = false;
  std::exception_ptr ended;
  auto working = was_disturbed(begun, go_on.get_future());
  auto signal = std::make_unique<net::cancellation_signal>();
  net::co_spawn(
      io_, goes_on(pool_.get_executor(), std::move(working), disturbed, went_on),
      net::bind_cancellation_slot(
          signal->slot(),
          [&](std::exception_ptr failure) {
            ended = failure;
            signal.reset();
          }
      )
  );
  io_.poll();
  begun.get_future().wait();
  signal->emit(net::cancellation_type::terminal);
  // Behind whatever was sent to the pool.
  net::post(pool_, [&] { go_on.set_value(); });
  io_.restart();
  io_.run();
  pool_.join();
  EXPECT_EQ(disturbed, false);
  EXPECT_FALSE(went_on) << "it is cancelled at the next wait";
  EXPECT_TRUE(ended);
}

}  // namespace
}  // namespace maintendue::wire
