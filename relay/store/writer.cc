#include "relay/store/writer.h"

namespace maintendue::relay {
namespace {

// Whatever a statement threw, in words for the log.
Error error_of(const std::exception& e) { return {Errc::Internal, e.what()}; }

void undo(soci::session& database, const char* statement) {
  try {
    database << statement;
  } catch (const std::exception&) {
    // SQLite has rolled the transaction back by itself (full disk, I/O error): nothing is left to
    // undo.
  }
}

}  // namespace

// While a group is being synced to the disk, later writes queue in front of the commit() that the
// first of them posts: they make the next group. So nobody waits for a timer, and a storm shares
// its syncs.
void Writer::write(Change change, Told told) {
  lane_.post([this, change = std::move(change), told = std::move(told)]() mutable {
    group_.push_back({std::move(change), std::move(told), {}});
    if (group_.size() == 1) lane_.post([this] { commit(); });
  });
}

void Writer::commit() {
  std::vector<Item> group = std::exchange(group_, {});
  soci::session& database = lane_.database();
  try {
    database << "BEGIN IMMEDIATE";
    for (Item& item : group) apply(item);
    database << "COMMIT";
  } catch (const std::exception& e) {
    undo(database, "ROLLBACK");
    for (Item& item : group) item.outcome = tl::unexpected(error_of(e));
  }
  for (Item& item : group) item.told(std::move(item.outcome));
}

void Writer::apply(Item& item) {
  soci::session& database = lane_.database();
  database << "SAVEPOINT item";
  try {
    item.change(database);
  } catch (const std::exception& e) {
    item.outcome = tl::unexpected(error_of(e));
    database << "ROLLBACK TO item";  // throws when the whole transaction is gone: so is the group
  }
  database << "RELEASE item";
}

}  // namespace maintendue::relay
