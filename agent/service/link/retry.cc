#include "agent/service/link/retry.h"

#include <algorithm>

namespace maintendue::agent {

std::chrono::milliseconds Retry::next(std::uint64_t chance) {
  const int failure = failures_++;
  if (failure == 0) return std::chrono::milliseconds{0};
  const auto doubled = kFirst * (std::int64_t{1} << std::min(failure - 1, 12));
  const auto cap = std::min(doubled, kLongest);
  return std::chrono::milliseconds{chance % static_cast<std::uint64_t>(cap.count() + 1)};
}

std::chrono::milliseconds Retry::after_restart(
    std::chrono::milliseconds hint, std::uint64_t chance
) {
  const auto wait = std::clamp(hint, std::chrono::milliseconds{0}, kLongest);
  return wait + std::chrono::milliseconds{chance % static_cast<std::uint64_t>(wait.count() + 1)};
}

}  // namespace maintendue::agent
