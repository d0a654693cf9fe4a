// An answer that another thread gives to a coroutine on `main`.
#pragma once

#include <boost/asio/async_result.hpp>
#include <boost/asio/executor_work_guard.hpp>
#include <functional>
#include <memory>

#include "base/result.h"
#include "wire/net.h"

namespace maintendue::relay {

// Called once, on any thread.
template <class Value>
using Answer = std::function<void(Result<Value>)>;

// Starts something that will call the Answer, and waits for it on `main`. Cancelling does not
// shorten the wait: whoever began a change learns what became of it.
template <class Value, class Start>
net::awaitable<Result<Value>> answer_on(net::any_io_executor main, Start start) {
  auto initiate = [main, start = std::move(start)](auto handler) mutable {
    const auto waiting = std::make_shared<decltype(handler)>(std::move(handler));
    Answer<Value> answer = [waiting, open = net::make_work_guard(main)](Result<Value> result) {
      net::post(open.get_executor(), [waiting, result = std::move(result)]() mutable {
        (*waiting)(std::move(result));
      });
    };
    start(std::move(answer));
  };
  return net::async_initiate<const net::use_awaitable_t<>, void(Result<Value>)>(
      std::move(initiate), net::use_awaitable
  );
}

}  // namespace maintendue::relay
