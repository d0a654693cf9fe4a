// When to dial again: at once the first time, then with full jitter, twice as long each time.
#pragma once

#include <algorithm>
#include <chrono>
#include <cstdint>

namespace maintendue {

// Pure arithmetic; the caller brings the chance. Full jitter spreads a fleet over the whole
// interval (AWS Architecture Blog, "Exponential Backoff And Jitter", 2015), which is what a relay
// coming back after a power cut wants.
class Backoff {
 public:
  static constexpr std::chrono::milliseconds kFirst{1000};
  static constexpr std::chrono::milliseconds kAWhile{30 * 1000};

  explicit Backoff(std::chrono::milliseconds longest) : longest_(longest) {}

  // How long to wait before the next try. `chance` is any 64 random bits.
  std::chrono::milliseconds next(std::uint64_t chance) {
    const int failure = failures_++;
    if (failure == 0) return std::chrono::milliseconds{0};
    const auto doubled = kFirst * (std::int64_t{1} << std::min(failure - 1, 20));
    return part_of(std::min<std::chrono::milliseconds>(doubled, longest_), chance);
  }
  // The line stood for so long. Its loss is answered at once when that was a while; else it counts
  // as one more failure, so that two holders of one key do not throw each other out in a circle.
  void stood(std::chrono::milliseconds how_long) {
    if (how_long >= kAWhile) failures_ = 0;
  }

  // The other side said when to come back: that long, at most `longest`, plus a random part of it.
  std::chrono::milliseconds after(std::chrono::milliseconds hint, std::uint64_t chance) const {
    const auto wait = std::clamp(hint, std::chrono::milliseconds{0}, longest_);
    return wait + part_of(wait, chance);
  }

 private:
  static std::chrono::milliseconds part_of(std::chrono::milliseconds wait, std::uint64_t chance) {
    return std::chrono::milliseconds{chance % static_cast<std::uint64_t>(wait.count() + 1)};
  }

  const std::chrono::milliseconds longest_;
  int failures_ = 0;
};

}  // namespace maintendue
