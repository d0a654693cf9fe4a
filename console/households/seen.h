// How far this console has seen each household: its latest version and the hash of what was signed.
// A folder in the operator's home, in which nothing of a family stands.
#pragma once

#include <filesystem>
#include <map>
#include <set>

#include "base/ids.h"
#include "base/result.h"
#include "maintendue/local/v1/household.pb.h"

namespace maintendue::console {

// Any thread, or a command of its own beside it: what is later stays, whoever kept it. Whoever
// keeps waits for another who does, as long as the disk takes for one small file.
class SeenHouseholds {
 public:
  // The folder `households` in the operator's home is made on first use.
  explicit SeenHouseholds(const std::filesystem::path& home) : folder_(home / "households") {}

  struct All {
    std::map<HouseholdId, local::v1::KeptHousehold> kept;
    std::set<HouseholdId> unreadable;  // seen too, and nobody knows how far
  };

  // All that were ever seen. Internal when the folder can't be read.
  Result<All> all() const;
  // Nothing when a later version is kept already; in place of what can't be read. Internal when the
  // disk says no, which is logged.
  Result<void> keep(const HouseholdId& household, const local::v1::KeptHousehold& what) const;

 private:
  Result<local::v1::KeptHousehold> kept(const HouseholdId& household) const;
  Result<void> keep_later(const HouseholdId& household, const local::v1::KeptHousehold& what) const;

  const std::filesystem::path folder_;
};

}  // namespace maintendue::console
