#include "relay/families/households.h"

#include "relay/store/base64.h"

namespace maintendue::relay::table {
namespace {

struct Row {
  std::string id, owner, data_key_hash, signed_record, sealed_key, signed_erasure;
  long long version = 0, changed_ms = 0;

  Household household() const {
    return {
        .id = {id},
        .version = static_cast<std::uint64_t>(version),
        .owner = {owner},
        .changed = from_unix_ms(changed_ms),
        .data_key_hash = bytes(data_key_hash),
        .signed_record = bytes(signed_record),
        .sealed_key = bytes(sealed_key),
        .signed_erasure = bytes(signed_erasure),
    };
  }
  static Bytes bytes(const std::string& text) {
    Result<Bytes> bytes = from_base64(text);
    if (!bytes) throw soci::soci_error("households: " + bytes.error().detail);
    return std::move(*bytes);
  }
};

constexpr const char* kSelect =
    "SELECT households.household_id, version, owner_id, changed_ms, data_key_hash, signed_record,"
    " COALESCE(sealed_key, ''), signed_erasure FROM households"
    " LEFT JOIN household_keys ON household_keys.household_id = households.household_id ";

long long version_of(soci::session& database, const HouseholdId& id) {
  long long version = 0;
  database << "SELECT COALESCE(MAX(version), 0) FROM households WHERE household_id = :id",
      soci::use(id.value), soci::into(version);
  return version;
}

bool is_erased(soci::session& database, const HouseholdId& id) {
  int erased = 0;
  database << "SELECT COUNT(*) FROM households WHERE household_id = :id AND signed_erasure <> ''",
      soci::use(id.value), soci::into(erased);
  return erased > 0;
}

bool is_erasure_of_nothing(soci::session& database, const HouseholdId& id) {
  int found = 0;
  database << "SELECT COUNT(*) FROM households WHERE household_id = :id AND of_nothing = 1",
      soci::use(id.value), soci::into(found);
  return found > 0;
}

void drop_erasures_of_nothing_but(soci::session& database, int most) {
  database << "DELETE FROM households WHERE household_id IN"
              " (SELECT household_id FROM households WHERE of_nothing = 1"
              " ORDER BY rowid DESC LIMIT -1 OFFSET :most)",
      soci::use(most);
}

// Those that are not erased.
int count_households(soci::session& database) {
  int count = 0;
  database << "SELECT COUNT(*) FROM household_keys", soci::into(count);
  return count;
}

// What the file takes, but for what in it is free.
std::int64_t bytes_taken(soci::session& database) {
  long long pages = 0, free = 0, size = 0;
  database << "PRAGMA page_count", soci::into(pages);
  database << "PRAGMA freelist_count", soci::into(free);
  database << "PRAGMA page_size", soci::into(size);
  return (pages - free) * size;
}

// In steps, so that what is sealed anew is no longer than it was.
std::size_t steps(const Household& household) {
  constexpr std::size_t kStep = 512;  // household.proto, padding
  return household.signed_record.size() / kStep + household.sealed_key.size() / kStep;
}

bool has_room(soci::session& database, const Household& household, const FamilyLimits& limits) {
  const std::optional<Household> before = find_household(database, household.id);
  if (!before && count_households(database) >= limits.households) return false;
  const bool longer = !before || steps(household) > steps(*before);
  return !longer || bytes_taken(database) < limits.bytes;
}

// How long statements wait for another connection while it lives.
class Patience {
 public:
  Patience(soci::session& database, std::chrono::milliseconds patience) : database_(database) {
    database_ << "PRAGMA busy_timeout", soci::into(before_);
    set(static_cast<int>(patience.count()));
  }
  ~Patience() { set(before_); }
  Patience(const Patience&) = delete;
  Patience& operator=(const Patience&) = delete;

 private:
  void set(int ms) {
    int now = 0;
    database_ << "PRAGMA busy_timeout = " + std::to_string(ms), soci::into(now);
  }

  soci::session& database_;
  int before_ = 0;
};

// Whether nothing is in the write-ahead log any more.
bool empty_log(soci::session& database) {
  int busy = 1, in_log = 0, moved = 0;
  database << "PRAGMA wal_checkpoint(TRUNCATE)", soci::into(busy), soci::into(in_log),
      soci::into(moved);
  return busy == 0;
}

}  // namespace

std::vector<Household> households_after(
    soci::session& database, const HouseholdId& after, int limit
) {
  Row row;
  soci::statement rows =
      (database.prepare << std::string(kSelect) +
                               "WHERE households.household_id > :after"
                               " ORDER BY households.household_id LIMIT :limit",
       soci::use(after.value), soci::use(limit), soci::into(row.id), soci::into(row.version),
       soci::into(row.owner), soci::into(row.changed_ms), soci::into(row.data_key_hash),
       soci::into(row.signed_record), soci::into(row.sealed_key), soci::into(row.signed_erasure));
  rows.execute();
  std::vector<Household> all;
  while (rows.fetch()) all.push_back(row.household());
  return all;
}

std::optional<Household> find_household(soci::session& database, const HouseholdId& id) {
  Row row;
  database << std::string(kSelect) + "WHERE households.household_id = :id", soci::use(id.value),
      soci::into(row.id), soci::into(row.version), soci::into(row.owner),
      soci::into(row.changed_ms), soci::into(row.data_key_hash), soci::into(row.signed_record),
      soci::into(row.sealed_key), soci::into(row.signed_erasure);
  if (!database.got_data()) return std::nullopt;
  return row.household();
}

HouseholdPut put_household(
    soci::session& database,
    const Household& household,
    std::uint64_t replaces,
    const FamilyLimits& limits
) {
  const long long version = static_cast<long long>(household.version);
  const long long before = static_cast<long long>(replaces);
  if (version_of(database, household.id) != before || is_erased(database, household.id)) {
    return HouseholdPut::OutOfDate;
  }
  if (!has_room(database, household, limits)) return HouseholdPut::NoRoom;
  const long long changed_ms = to_unix_ms(household.changed);
  const std::string hash = to_base64(household.data_key_hash);
  const std::string record = to_base64(household.signed_record);
  const std::string key = to_base64(household.sealed_key);
  database << "INSERT INTO households (household_id, version, owner_id, changed_ms, data_key_hash,"
              " signed_record, signed_erasure) "
              "VALUES (:id, :version, :owner, :changed, :hash, :record, '') "
              "ON CONFLICT (household_id) DO UPDATE SET version = excluded.version,"
              " owner_id = excluded.owner_id, changed_ms = excluded.changed_ms,"
              " data_key_hash = excluded.data_key_hash, signed_record = excluded.signed_record",
      soci::use(household.id.value), soci::use(version), soci::use(household.owner.value),
      soci::use(changed_ms), soci::use(hash), soci::use(record);
  database << "INSERT INTO household_keys (household_id, sealed_key) VALUES (:id, :key) "
              "ON CONFLICT (household_id) DO UPDATE SET sealed_key = excluded.sealed_key",
      soci::use(household.id.value), soci::use(key);
  return HouseholdPut::Done;
}

HouseholdPut erase_household(
    soci::session& database,
    const Household& erased,
    std::uint64_t replaces,
    const FamilyLimits& limits
) {
  const long long before = static_cast<long long>(replaces);
  if (version_of(database, erased.id) != before) return HouseholdPut::OutOfDate;
  if (is_erased(database, erased.id) && replaces != erased.version) return HouseholdPut::OutOfDate;
  const bool held_something = before != 0 && !is_erased(database, erased.id);
  const int of_nothing = before == 0 || is_erasure_of_nothing(database, erased.id);
  const long long version = static_cast<long long>(erased.version);
  const long long changed_ms = to_unix_ms(erased.changed);
  const std::string erasure = to_base64(erased.signed_erasure);
  database << "DELETE FROM households WHERE household_id = :id", soci::use(erased.id.value);
  database << "DELETE FROM household_keys WHERE household_id = :id", soci::use(erased.id.value);
  database << "INSERT INTO households (household_id, version, owner_id, changed_ms, data_key_hash,"
              " signed_record, signed_erasure, of_nothing)"
              " VALUES (:id, :version, '', :changed, '', '', :word, :nothing)",
      soci::use(erased.id.value), soci::use(version), soci::use(changed_ms), soci::use(erasure),
      soci::use(of_nothing);
  if (of_nothing) drop_erasures_of_nothing_but(database, limits.erasures_of_nothing);
  // Nothing of a family is in a household that was not there: whoever says so a thousand times
  // keeps nobody waiting.
  if (held_something) database << "INSERT OR IGNORE INTO forgetting (due) VALUES (1)";
  return HouseholdPut::Done;
}

bool forgetting_is_due(soci::session& database) {
  int due = 0;
  database << "SELECT COUNT(*) FROM forgetting", soci::into(due);
  return due > 0;
}

// SQLite overwrites what is deleted, but leaves behind what it moved within a page.
bool forget_deleted(soci::session& database, std::chrono::milliseconds patience) {
  const Patience while_it_lasts(database, patience);
  // While somebody reads, the log can't be emptied, and each VACUUM makes it longer.
  if (!empty_log(database)) return false;
  database << "PRAGMA temp_store = MEMORY";
  database << "VACUUM";
  if (!empty_log(database)) return false;
  database << "DELETE FROM forgetting";
  return true;
}

std::vector<SealedDataKey> data_keys(soci::session& database) {
  std::string hash, whom, recipient, sealed;
  soci::statement rows =
      (database.prepare
           << "SELECT data_key_hash, operator_id, recipient_hash, sealed FROM data_keys"
              " ORDER BY data_key_hash, operator_id",
       soci::into(hash), soci::into(whom), soci::into(recipient), soci::into(sealed));
  rows.execute();
  std::vector<SealedDataKey> all;
  while (rows.fetch()) {
    all.push_back({Row::bytes(hash), OperatorId{whom}, Row::bytes(recipient), Row::bytes(sealed)});
  }
  return all;
}

bool put_data_key(soci::session& database, const SealedDataKey& key, BytesView current_hash) {
  const std::string current = to_base64(current_hash);
  const std::string hash = to_base64(key.data_key_hash);
  const std::string recipient = to_base64(key.recipient_hash);
  const std::string sealed = to_base64(key.sealed);
  database << "INSERT INTO data_keys (data_key_hash, operator_id, recipient_hash, sealed) "
              "SELECT :hash, :whom, :recipient, :sealed WHERE :hash = :current OR :hash IN"
              " (SELECT data_key_hash FROM households) "
              "ON CONFLICT (data_key_hash, operator_id) DO UPDATE SET"
              " recipient_hash = excluded.recipient_hash, sealed = excluded.sealed"
              " WHERE recipient_hash <> excluded.recipient_hash",
      soci::use(hash, "hash"), soci::use(key.whom.value, "whom"), soci::use(recipient, "recipient"),
      soci::use(sealed, "sealed"), soci::use(current, "current");
  int changed = 0;
  database << "SELECT changes()", soci::into(changed);
  return changed > 0;
}

void drop_unused_data_keys(soci::session& database, BytesView current_hash) {
  const std::string current = to_base64(current_hash);
  database << "DELETE FROM data_keys WHERE data_key_hash <> :current AND data_key_hash NOT IN"
              " (SELECT data_key_hash FROM households)",
      soci::use(current);
}

}  // namespace maintendue::relay::table
