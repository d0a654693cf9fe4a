// When the association answers its phone, as plain values. Pure; it knows no time zone.
#pragma once

#include <chrono>
#include <optional>
#include <vector>

namespace maintendue::hours {

struct OpenTime {
  int weekday = 0;                         // 0 Monday to 6 Sunday
  std::chrono::minutes from{0}, until{0};  // of the day; `until` is over

  friend bool operator==(const OpenTime&, const OpenTime&) = default;
};

struct ClosedDays {
  std::chrono::local_days first, last;  // both closed too

  friend bool operator==(const ClosedDays&, const ClosedDays&) = default;
};

struct Hours {
  std::vector<OpenTime> open{};
  std::vector<ClosedDays> closed{};

  bool empty() const { return open.empty(); }
  friend bool operator==(const Hours&, const Hours&) = default;
};

// Whether it is in order and within its limits.
bool fits(const Hours& hours);

// A moment on the clock of the wall.
struct Moment {
  std::chrono::local_days day;
  std::chrono::minutes minute{0};  // of the day
};

// Those of that day, in order; none when it is closed.
std::vector<OpenTime> on_day(const Hours& hours, std::chrono::local_days day);
// The first day from tomorrow on that is not closed, and when it begins; nothing when there is none
// for a year and a week.
std::optional<Moment> opens_again(const Hours& hours, std::chrono::local_days today);

}  // namespace maintendue::hours
