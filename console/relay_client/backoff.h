// When to dial the relay again: at once the first time, then with full jitter, up to 30 s.
#pragma once

#include <algorithm>
#include <chrono>
#include <cstdint>

namespace maintendue::console {

// Pure arithmetic; the caller brings the chance. Shorter than the agents' (5 minutes): somebody
// sits before this program and waits.
class Backoff {
 public:
  static constexpr std::chrono::milliseconds kFirst{1000};
  static constexpr std::chrono::milliseconds kLongest{30 * 1000};

  std::chrono::milliseconds next(std::uint64_t chance) {
    const int failure = failures_++;
    if (failure == 0) return std::chrono::milliseconds{0};
    const auto doubled = kFirst * (std::int64_t{1} << std::min(failure - 1, 8));
    const auto cap = std::min(doubled, kLongest);
    return std::chrono::milliseconds{chance % static_cast<std::uint64_t>(cap.count() + 1)};
  }
  // The line stood: its loss is answered at once.
  void succeeded() { failures_ = 0; }

 private:
  int failures_ = 0;
};

}  // namespace maintendue::console
