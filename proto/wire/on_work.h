// Work that blocks, done on a pool's thread while `main` goes on.
#pragma once

#include <boost/asio/bind_cancellation_slot.hpp>
#include <boost/asio/thread_pool.hpp>

#include "wire/net.h"

namespace maintendue::wire {

// Awaited on `main`, where it comes back with what the work returns or throws. The work is always
// done to its end: whoever is cancelled meanwhile is so at the next wait. (Asio would send it the
// cancellation by the address of a signal that may be gone when a thread of the pool gets there.)
// T must have a default: Asio makes one beforehand.
template <class T>
net::awaitable<T> on_work(net::thread_pool::executor_type pool, net::awaitable<T> work) {
  auto undisturbed = net::bind_cancellation_slot(net::cancellation_slot(), net::use_awaitable);
  co_return co_await net::co_spawn(pool, std::move(work), undisturbed);
}

}  // namespace maintendue::wire
