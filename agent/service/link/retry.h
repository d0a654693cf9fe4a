// When to dial again: at once the first time, then with full jitter, from 1 s up to 5 minutes.
#pragma once

#include <chrono>
#include <cstdint>

namespace maintendue::agent {

// Pure arithmetic; the caller brings the chance. Full jitter spreads a fleet over the whole
// interval (AWS Architecture Blog, "Exponential Backoff And Jitter", 2015), which is what a relay
// coming back after a power cut wants.
class Retry {
 public:
  static constexpr std::chrono::milliseconds kFirst{1000};
  static constexpr std::chrono::milliseconds kLongest{5 * 60 * 1000};

  // How long to wait before the next try. `chance` is any 64 random bits.
  std::chrono::milliseconds next(std::uint64_t chance);
  // The line stood: the next loss is answered at once.
  void succeeded() { failures_ = 0; }
  // The relay said when to come back: wait that long plus a random part of it.
  static std::chrono::milliseconds after_restart(
      std::chrono::milliseconds hint, std::uint64_t chance
  );

 private:
  int failures_ = 0;
};

}  // namespace maintendue::agent
