// The table `session_logs`, as functions on a connection. They throw soci::soci_error.
#pragma once

#include <soci/soci.h>

#include <vector>

#include "relay/records/session_log.h"

namespace maintendue::relay::table {

// Whether the session is that giver's; then its first log stands there.
bool insert_log(soci::session& database, const GivenLog& given);
std::vector<KeptLogs> find_logs(soci::session& database, const std::vector<SessionId>& sessions);

}  // namespace maintendue::relay::table
