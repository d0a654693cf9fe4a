// The roster's one row.
#pragma once

#include <soci/soci.h>

#include "base/bytes.h"

namespace maintendue::relay::table {

// Empty when none was kept.
Bytes kept_roster(soci::session& database);
void keep_roster(soci::session& database, const Bytes& news);

}  // namespace maintendue::relay::table
