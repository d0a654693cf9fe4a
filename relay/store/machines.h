// The table `machines`, as functions on a connection. They throw soci::soci_error.
#pragma once

#include <soci/soci.h>

#include <optional>
#include <vector>

#include "relay/records/machine.h"

namespace maintendue::relay::table {

MachineRecord upsert_machine(soci::session& database, const MachineRecord& machine);
void set_last_seen(soci::session& database, const MachineId& machine, WallTime when);
std::optional<MachineRecord> find_machine(soci::session& database, const MachineId& id);
std::vector<MachineRecord> all_machines(soci::session& database);
// MachineStore::keep_farewell.
void set_farewell(
    soci::session& database, const MachineId& id, const FarewellSaid& said, WallTime now
);

enum class RecordPut { Done, NoMachine, Older };
// MachineStore::keep_record.
RecordPut put_record(
    soci::session& database,
    const MachineId& id,
    BytesView signed_record,
    WallTime at,
    BytesView gives_way
);

enum class Given { Done, NoMachine, OfAnother };
// MachineStore::give and ::ask_support.
Given give(
    soci::session& database, const MachineId& id, const OperatorId& from, const OperatorId& to
);
Given ask_support(
    soci::session& database, const MachineId& id, const OperatorId& mediator, WallTime until
);

}  // namespace maintendue::relay::table
