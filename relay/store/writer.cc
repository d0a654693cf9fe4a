#include "relay/store/writer.h"

#include "relay/database/transaction.h"

namespace maintendue::relay {
namespace {

// Whatever a statement threw, in words for the log.
Error error_of(const std::exception& e) { return {Errc::Internal, e.what()}; }

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
  try {
    database::Transaction transaction(lane_.database());
    for (Item& item : group) apply(item);
    transaction.commit();
  } catch (const std::exception& e) {
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
