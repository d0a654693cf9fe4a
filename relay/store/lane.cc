#include "relay/store/lane.h"

#include <pthread.h>
#include <soci/sqlite3/soci-sqlite3.h>

#include <stdexcept>

namespace maintendue::relay {

void open_database(soci::session& database, const std::filesystem::path& file) {
  // Quoted, so that a folder's name may hold spaces.
  database.open(soci::sqlite3, "db=\"" + file.string() + "\" timeout=5");
  std::string mode;
  database << "PRAGMA journal_mode = WAL", soci::into(mode);
  if (mode != "wal") throw std::runtime_error("the database can't use a write-ahead log here");
  database << "PRAGMA synchronous = FULL";
  database << "PRAGMA foreign_keys = ON";
}

Lane::Lane(std::string name, const std::filesystem::path& file) {
  open_database(database_, file);
  thread_ = std::thread([this, name = std::move(name)] {
    pthread_setname_np(pthread_self(), name.c_str());
    context_.run();
  });
}

Lane::~Lane() {
  open_.reset();
  thread_.join();
}

}  // namespace maintendue::relay
