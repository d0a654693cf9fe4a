#include "relay/database/database.h"

#include <soci/sqlite3/soci-sqlite3.h>

#include <stdexcept>

namespace maintendue::database {

void open(soci::session& database, const std::filesystem::path& file) {
  // Quoted, so that a folder's name may hold spaces.
  database.open(soci::sqlite3, "db=\"" + file.string() + "\" timeout=5");
  std::string mode;
  database << "PRAGMA journal_mode = WAL", soci::into(mode);
  if (mode != "wal") throw std::runtime_error("it can't use a write-ahead log here");
  database << "PRAGMA synchronous = FULL";
  database << "PRAGMA foreign_keys = ON";
  int overwrites = 0;
  database << "PRAGMA secure_delete = ON", soci::into(overwrites);
}

}  // namespace maintendue::database
