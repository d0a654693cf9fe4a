// When somebody answers the phone, as an administrator writes it at a terminal.
#pragma once

#include <string_view>
#include <vector>

#include "base/result.h"
#include "hours/hours.h"

namespace maintendue::cli {

// "mo-fr 9:00-12:00 14:00-17:00, sa 9h-12h30", with the first two letters of English or French
// weekdays; a day that does not stand there is closed. BadMessage, with the piece that can't be
// read, for anything else.
Result<std::vector<hours::OpenTime>> open_times_of(std::string_view text);
// "2026-12-24/2027-01-03, 2027-05-01"; likewise.
Result<std::vector<hours::ClosedDays>> closed_days_of(std::string_view text);

}  // namespace maintendue::cli
