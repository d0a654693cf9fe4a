#include "relay/enrolment/ledger.h"

#include <soci/sqlite3/soci-sqlite3.h>
#include <sys/stat.h>

#include <stdexcept>

#include "base/random.h"

namespace maintendue::enrolment {
namespace {

constexpr int kVersion = 1;

// One row a PC. `token` and `public_key` are hexadecimal; no name of a person or of a PC.
constexpr const char* kTable =
    "CREATE TABLE enrolled ("
    "public_key TEXT NOT NULL PRIMARY KEY, "
    "machine TEXT NOT NULL UNIQUE, "
    "token TEXT NOT NULL, "
    "certificate_chain TEXT NOT NULL, "
    "enrolled_ms BIGINT NOT NULL)";

void open(soci::session& database, const std::filesystem::path& file) {
  database.open(soci::sqlite3, "db=\"" + file.string() + "\" timeout=5");
  std::string mode;
  database << "PRAGMA journal_mode = WAL", soci::into(mode);
  if (mode != "wal") throw std::runtime_error("it can't use a write-ahead log here");
  database << "PRAGMA synchronous = FULL";
}

void prepare(soci::session& database) {
  soci::transaction change(database);
  int version = 0;
  database << "PRAGMA user_version", soci::into(version);
  if (version > kVersion) throw std::runtime_error("it was written by a newer version");
  if (version == 0) {
    database << kTable;
    database << "CREATE INDEX enrolled_by_token ON enrolled (token)";
    database << "PRAGMA user_version = 1";
  }
  change.commit();
}

// BEGIN IMMEDIATE, so that count and insert see the same book; undone unless kept.
class Change {
 public:
  explicit Change(soci::session& database) : database_(database) { database_ << "BEGIN IMMEDIATE"; }
  ~Change() {
    if (kept_) return;
    try {
      database_ << "ROLLBACK";
    } catch (const soci::soci_error&) {  // SQLite has rolled it back by itself
    }
  }
  Change(const Change&) = delete;
  Change& operator=(const Change&) = delete;

  void keep() {
    database_ << "COMMIT";
    kept_ = true;
  }

 private:
  soci::session& database_;
  bool kept_ = false;
};

}  // namespace

Ledger::Ledger(const std::filesystem::path& data) {
  const std::filesystem::path file = data / "enrolment.db";
  try {
    if (std::filesystem::create_directories(data)) {
      std::filesystem::permissions(data, std::filesystem::perms::owner_all);
    }
    open(database_, file);
    prepare(database_);
  } catch (const std::exception& e) {
    throw std::runtime_error("can't use the ledger " + file.string() + ": " + e.what());
  }
}

Result<Enrolled> Ledger::enrol(
    const identity::WorkshopToken& token,
    BytesView public_key,
    WallTime now,
    const std::function<Enrolled()>& make
) {
  try {
    return enrol_within(token, to_hex(public_key), now, make);
  } catch (const soci::soci_error& e) {
    return fail(Errc::Internal, e.what());
  }
}

Result<Enrolled> Ledger::enrol_within(
    const identity::WorkshopToken& token,
    const std::string& key,
    WallTime now,
    const std::function<Enrolled()>& make
) {
  Change change(database_);
  Enrolled known;
  database_ << "SELECT machine, certificate_chain FROM enrolled WHERE public_key = :key",
      soci::use(key), soci::into(known.machine.value), soci::into(known.certificate_chain);
  if (database_.got_data()) {
    known.again = true;
    return known;
  }
  if (uses(token.id) >= token.uses) return fail(Errc::NotAllowed, "token used up");
  Enrolled made = make();
  const std::string token_id = to_hex(token.id);
  const long long enrolled_ms = to_unix_ms(now);
  database_ << "INSERT INTO enrolled (public_key, machine, token, certificate_chain, enrolled_ms) "
               "VALUES (:key, :machine, :token, :chain, :at)",
      soci::use(key), soci::use(made.machine.value), soci::use(token_id),
      soci::use(made.certificate_chain), soci::use(enrolled_ms);
  change.keep();
  return made;
}

int Ledger::uses(BytesView token_id) {
  const std::string id = to_hex(token_id);
  int count = 0;
  database_ << "SELECT COUNT(*) FROM enrolled WHERE token = :token", soci::use(id),
      soci::into(count);
  return count;
}

}  // namespace maintendue::enrolment
