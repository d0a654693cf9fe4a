// The tables `holders` and `repairs`, as functions on a connection. They throw soci::soci_error.
#pragma once

#include <soci/soci.h>

#include <map>

#include "relay/records/machine.h"

namespace maintendue::relay::table {

Holders holders_of(soci::session& database, const MachineId& machine);
// What is otherwise than before.
void keep_holders(
    soci::session& database, const MachineId& machine, const Holders& before, const Holders& after
);
void insert_repair(soci::session& database, const MachineId& machine, const Repair& repair);

// MachineRecord::holders and ::repairs of one machine, or of all.
void add_holders(soci::session& database, MachineRecord& machine);
void add_holders(soci::session& database, std::vector<MachineRecord>& machines);

}  // namespace maintendue::relay::table
