// The frame of every program: one story on one loop, from its beginning to its end.
#pragma once

#include "wire/net.h"

namespace maintendue::wire {

// Runs `main` until `story` has ended, then stops it. What leaves the story by exception is thrown
// on.
inline void play(net::io_context& main, net::awaitable<void> story) {
  std::exception_ptr failure;
  net::co_spawn(main, std::move(story), [&](std::exception_ptr thrown) {
    failure = thrown;
    main.stop();
  });
  main.run();
  if (failure) std::rethrow_exception(failure);
}

}  // namespace maintendue::wire
