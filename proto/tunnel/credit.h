// How many screen bytes may be on their way: the far end tells what it has taken in, and the window
// is what the line carries in 0.3 s, between 64 and 256 KiB. Pure arithmetic; time comes from
// outside.
//
// The line's speed is the bytes acknowledged in the last second, over that whole second even when
// the session is younger: acknowledgements arrive in bunches on 4G, and a speed taken between two
// of them would open the window far beyond what the line carries. So it can only be too small: it
// begins at 64 KiB, grows as the line proves itself, and is worked out anew at each
// acknowledgement, so a quiet screen does not close it.
#pragma once

#include <cstddef>
#include <cstdint>
#include <deque>

#include "base/clock.h"

namespace maintendue::tunnel {

class Credit {
 public:
  static constexpr std::size_t kSmallest = 64 * 1024;
  static constexpr std::size_t kLargest = 256 * 1024;

  // Bytes that may be sent right now.
  std::size_t available() const;
  void sent(std::size_t bytes);
  // `total` is the far end's running total. False when it claims more than was sent, which is a
  // broken peer; totals that go backwards are ignored.
  bool received(std::uint64_t total, SteadyTime now);
  std::size_t window() const { return window_; }
  std::uint64_t in_flight() const { return sent_ - received_; }

 private:
  struct Sample {
    SteadyTime at;
    std::uint64_t bytes;
  };
  std::uint64_t sent_ = 0;
  std::uint64_t received_ = 0;
  std::size_t window_ = kSmallest;
  std::deque<Sample> recent_;  // the last second of acknowledgements
};

}  // namespace maintendue::tunnel
