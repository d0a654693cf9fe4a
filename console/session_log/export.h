// A PC's whole history in one file, to be checked by anybody who has the organisation's root.
#pragma once

#include "console/machines/known_machines.h"
#include "console/session_log/relay_history.h"
#include "console/session_log/session_logs.h"

namespace maintendue::console {

// Every session that the relay lists, with its logs, and what this console knows of the PC itself:
// its count, its heads, and the records of its key with the roster that they count by.
net::awaitable<Result<v1::LogExport>> export_of(
    AskRelay ask,
    const SessionLogs& logs,
    KnownMachines& machines,
    const Team& team,
    MachineId machine,
    WallTime now
);

}  // namespace maintendue::console
