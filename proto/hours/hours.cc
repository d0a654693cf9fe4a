#include "hours/hours.h"

#include <algorithm>
#include <iterator>

namespace maintendue::hours {
namespace {

using std::chrono::days;
using std::chrono::local_days;
using std::chrono::minutes;

constexpr std::size_t kMostOpen = 21, kMostClosed = 40;  // as all below, hours.proto's
constexpr minutes kDay{24 * 60};
constexpr days kLongestClosed{366};
constexpr int kLastDay = 200 * 366;  // a day beyond is no day of a calendar that we know
constexpr days kHorizon{366 + 7};

bool is_open_time(const OpenTime& time) {
  return time.weekday >= 0 && time.weekday < 7 && time.from >= minutes{0} &&
         time.from < time.until && time.until <= kDay;
}

bool follows(const OpenTime& before, const OpenTime& after) {
  return before.weekday < after.weekday ||
         (before.weekday == after.weekday && before.until <= after.from);
}

bool is_closed(const ClosedDays& closed) {
  const int first = closed.first.time_since_epoch().count();
  return first >= 0 && first <= kLastDay && closed.first <= closed.last &&
         closed.last - closed.first <= kLongestClosed;
}

bool parted(const ClosedDays& before, const ClosedDays& after) {
  return after.first - before.last > days{1};
}

template <class Each, class Pair>
bool in_order(const std::vector<Each>& all, Pair pair) {
  const auto out_of_order = [&pair](const Each& a, const Each& b) { return !pair(a, b); };
  return std::ranges::adjacent_find(all, out_of_order) == all.end();
}

int weekday_of(local_days day) {
  return static_cast<int>(std::chrono::weekday{day}.iso_encoding()) - 1;
}

}  // namespace

bool fits(const Hours& hours) {
  return (!hours.open.empty() || hours.closed.empty()) && hours.open.size() <= kMostOpen &&
         hours.closed.size() <= kMostClosed && std::ranges::all_of(hours.open, is_open_time) &&
         in_order(hours.open, follows) && std::ranges::all_of(hours.closed, is_closed) &&
         in_order(hours.closed, parted);
}

std::vector<OpenTime> on_day(const Hours& hours, local_days day) {
  const auto within = [day](const ClosedDays& closed) {
    return closed.first <= day && day <= closed.last;
  };
  std::vector<OpenTime> found;
  if (std::ranges::any_of(hours.closed, within)) return found;
  const int weekday = weekday_of(day);
  const auto then = [weekday](const OpenTime& time) { return time.weekday == weekday; };
  std::ranges::copy_if(hours.open, std::back_inserter(found), then);
  return found;
}

std::optional<Moment> opens_again(const Hours& hours, local_days today) {
  for (days ahead{1}; ahead <= kHorizon; ++ahead) {
    const std::vector<OpenTime> open = on_day(hours, today + ahead);
    if (!open.empty()) return Moment{today + ahead, open.front().from};
  }
  return std::nullopt;
}

}  // namespace maintendue::hours
