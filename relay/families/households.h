// The tables `households`, `household_keys`, `forgetting` and `data_keys`, as functions on a
// connection. They throw soci::soci_error.
#pragma once

#include <soci/soci.h>

#include <optional>

#include "relay/records/household.h"

namespace maintendue::relay::table {

// The first `limit` whose numbers come after that one.
std::vector<Household> households_after(
    soci::session& database, const HouseholdId& after, int limit
);
std::optional<Household> find_household(soci::session& database, const HouseholdId& id);

// OutOfDate: another version stands there than the one it replaces, 0 for none.
enum class HouseholdPut { Done, OutOfDate, NoRoom };
HouseholdPut put_household(
    soci::session& database,
    const Household& household,
    std::uint64_t replaces,
    const FamilyLimits& limits
);
// Record and key are gone then, and forgetting is due. In place of an erasure, one of the same
// version alone. Where nothing stood, the earliest such erasure goes when there are too many. Never
// NoRoom.
HouseholdPut erase_household(
    soci::session& database,
    const Household& erased,
    std::uint64_t replaces,
    const FamilyLimits& limits
);
// Whether what was erased may still be in the files.
bool forgetting_is_due(soci::session& database);
// Takes it out of them: the database is written anew, and its log emptied. Not within a
// transaction. False when somebody is still reading after `patience`.
bool forget_deleted(soci::session& database, std::chrono::milliseconds patience);

std::vector<SealedDataKey> data_keys(soci::session& database);
// Whether it is kept: a record is under that data key or it has that hash, and there is none yet
// that is sealed to the very same key. One for another key of the same person goes.
bool put_data_key(soci::session& database, const SealedDataKey& key, BytesView current_hash);
// Those that no record is under, but for that of this hash.
void drop_unused_data_keys(soci::session& database, BytesView current_hash);

}  // namespace maintendue::relay::table
