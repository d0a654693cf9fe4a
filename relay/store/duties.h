// The table `duties`, as functions on a connection. They throw soci::soci_error.
#pragma once

#include <soci/soci.h>

#include "relay/records/duty.h"

namespace maintendue::relay::table {

// Any other of hers is over then. False, and nothing is, when she has begun kMostDuties within a
// day.
bool begin_duty(soci::session& database, const Duty& duty);
void end_duty(soci::session& database, const OperatorId& who, WallTime now);
WallTime duty_ends(soci::session& database, const OperatorId& who, WallTime now);

}  // namespace maintendue::relay::table
