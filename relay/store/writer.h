// The one writer of the database: what waits is committed together, and told only then.
#pragma once

#include <functional>
#include <vector>

#include "base/result.h"
#include "relay/store/lane.h"

namespace maintendue::relay {

// Acknowledged means on the disk. A change that throws is undone alone, and the others of its group
// go on; a commit that fails is told to the whole group.
class Writer final {
 public:
  using Change = std::function<void(soci::session&)>;
  using Told = std::function<void(Result<void>)>;

  explicit Writer(const std::filesystem::path& file) : lane_("store", file) {}

  // Any thread. `told` is called on the store's thread, in the order of the calls.
  void write(Change change, Told told);

  // Work that must not be within a change's transaction. It throws nothing.
  template <class Work>
  void between(Work work) {
    lane_.post([this, work = std::move(work)] { work(lane_.database()); });
  }

  // Before the first write only.
  soci::session& database() { return lane_.database(); }

 private:
  struct Item {
    Change change;
    Told told;
    Result<void> outcome;
  };

  void commit();
  void apply(Item& item);

  std::vector<Item> group_;  // store thread only
  Lane lane_;                // last: its thread ends before the group goes
};

}  // namespace maintendue::relay
