// Time that one can inject. Leases count on the steady clock; people and logs read the wall clock.
#pragma once

#include <chrono>
#include <cstdint>
#include <optional>

namespace maintendue {

using SteadyTime = std::chrono::steady_clock::time_point;
using WallTime = std::chrono::system_clock::time_point;

class Clock {
 public:
  virtual ~Clock() = default;
  virtual SteadyTime steady() const = 0;
  virtual WallTime wall() const = 0;
};

inline std::int64_t to_unix_ms(WallTime t) {
  return std::chrono::duration_cast<std::chrono::milliseconds>(t.time_since_epoch()).count();
}

// For what we counted ourselves; what a peer says goes through date_from_ms().
inline WallTime from_unix_ms(std::int64_t ms) { return WallTime{std::chrono::milliseconds{ms}}; }

// The date, when it is one between 1970 and 2200; beyond, arithmetic on it would overflow the
// clock.
inline std::optional<WallTime> date_from_ms(std::int64_t ms) {
  constexpr std::int64_t kYear2200 = 7'258'118'400'000;
  if (ms < 0 || ms >= kYear2200) return std::nullopt;
  return from_unix_ms(ms);
}

}  // namespace maintendue
