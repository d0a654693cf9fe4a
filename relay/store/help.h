// The table `help_requests`, as functions on a connection. They throw soci::soci_error.
#pragma once

#include <soci/soci.h>

#include "base/result.h"
#include "relay/records/help.h"

namespace maintendue::relay::table {

// HelpStore::say.
HelpHeard say_help(
    soci::session& database,
    const MachineId& machine,
    const HelpRequest& request,
    const Bytes& lapsed,
    WallTime now
);

// HelpStore::answer.
Result<HelpEntry> answer_help(
    soci::session& database,
    const MachineId& machine,
    const std::string& help_id,
    const HelpAnswer& answer,
    WallTime follows,
    WallTime now
);
std::optional<HelpEntry> find_help(
    soci::session& database, const MachineId& machine, const std::string& help_id
);
HelpPage list_help(soci::session& database, WallTime now);

}  // namespace maintendue::relay::table
