// The day on which the organisation of these tests is founded.
#pragma once

#include "support/organisation.h"

namespace maintendue::test {

inline const WallTime kFoundingDay = from_unix_ms(1'763'000'000'000);

}  // namespace maintendue::test
