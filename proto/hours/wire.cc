#include "hours/wire.h"

#include <algorithm>

namespace maintendue::hours {
namespace {

using std::chrono::days;
using std::chrono::local_days;
using std::chrono::minutes;

// No more than fits into ours; what is too large is wrong there too.
minutes minutes_of(std::uint32_t count) { return minutes{std::min(count, 10'000u)}; }

}  // namespace

Result<Hours> from_wire(const v1::Hours& in) {
  Hours hours;
  for (const v1::OpenTime& time : in.open()) {
    const int weekday = static_cast<int>(std::min(time.weekday(), 8u)) - 1;
    hours.open.push_back({weekday, minutes_of(time.from_minute()), minutes_of(time.until_minute())}
    );
  }
  for (const v1::ClosedDays& closed : in.closed()) {
    hours.closed.push_back(
        {local_days{days{closed.first_day()}}, local_days{days{closed.last_day()}}}
    );
  }
  if (!fits(hours)) return fail(Errc::BadMessage, "hours outside their limits");
  return hours;
}

v1::Hours to_wire(const Hours& hours) {
  v1::Hours out;
  for (const OpenTime& time : hours.open) {
    v1::OpenTime& one = *out.add_open();
    one.set_weekday(static_cast<std::uint32_t>(time.weekday + 1));
    one.set_from_minute(static_cast<std::uint32_t>(time.from.count()));
    one.set_until_minute(static_cast<std::uint32_t>(time.until.count()));
  }
  for (const ClosedDays& closed : hours.closed) {
    v1::ClosedDays& one = *out.add_closed();
    one.set_first_day(closed.first.time_since_epoch().count());
    one.set_last_day(closed.last.time_since_epoch().count());
  }
  return out;
}

}  // namespace maintendue::hours
