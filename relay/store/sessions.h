// The tables `sessions` and `session_news`, as functions on a connection. They throw
// soci::soci_error.
#pragma once

#include <soci/soci.h>

#include "relay/records/calls.h"
#include "relay/records/session.h"

namespace maintendue::relay::table {

SessionId insert_session(soci::session& database, const SessionRecord& record);
void update_session(soci::session& database, const SessionRecord& record);
void insert_news(soci::session& database, SessionId session, const News& news, WallTime told);

// Newest first.
std::vector<SessionRecord> sessions_before(
    soci::session& database, const MachineId& machine, SessionId before, int limit
);
std::vector<CallSummary> count_calls(soci::session& database, const MachineId& machine);

// Those that are not over, oldest first.
std::vector<SessionRecord> left_open(soci::session& database);

}  // namespace maintendue::relay::table
