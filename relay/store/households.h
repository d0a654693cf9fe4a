// The tables `households`, `household_keys`, `data_keys` and `duties`, as functions on a
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

// Whether the version that it replaces stands there, 0 for none; then it does.
bool put_household(soci::session& database, const Household& household, std::uint64_t replaces);
// Likewise; record and key are gone then. True as well when that very erasure stands there already.
bool erase_household(soci::session& database, const Household& erased, std::uint64_t replaces);
// Takes what was deleted out of the files: the database is written anew, and its log emptied. Not
// within a transaction. False when somebody reads just now.
bool forget_deleted(soci::session& database);

std::vector<SealedDataKey> data_keys(soci::session& database);
void put_data_key(soci::session& database, const SealedDataKey& key);
// Those that no record is under, but for that of this hash.
void drop_unused_data_keys(soci::session& database, BytesView current_hash);

void begin_duty(soci::session& database, const Duty& duty);
void end_duty(soci::session& database, const OperatorId& who, WallTime now);
bool on_duty(soci::session& database, const OperatorId& who, WallTime now);

}  // namespace maintendue::relay::table
