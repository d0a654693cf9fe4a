// Hours from and to the message of hours.proto. Pure.
#pragma once

#include "base/result.h"
#include "hours/hours.h"
#include "maintendue/v1/hours.pb.h"

namespace maintendue::hours {

// BadMessage for what does not fit.
Result<Hours> from_wire(const v1::Hours& in);
v1::Hours to_wire(const Hours& hours);

}  // namespace maintendue::hours
