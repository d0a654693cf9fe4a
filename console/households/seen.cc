#include "console/households/seen.h"

#include "base/files.h"
#include "base/log.h"
#include "identity/names.h"

namespace maintendue::console {

using local::v1::KeptHousehold;

std::map<HouseholdId, KeptHousehold> SeenHouseholds::all() const {
  std::map<HouseholdId, KeptHousehold> all;
  std::error_code none;  // nothing was seen yet
  for (const auto& file : std::filesystem::directory_iterator(folder_, none)) {
    const HouseholdId household{file.path().filename().string()};
    if (!identity::is_id(household.value)) continue;
    const KeptHousehold what = kept(household);
    if (what.version() > 0) all[household] = what;
  }
  return all;
}

KeptHousehold SeenHouseholds::kept(const HouseholdId& household) const {
  KeptHousehold what;
  const Result<std::string> bytes = read_small_file(folder_ / household.value);
  if (bytes && !what.ParseFromString(*bytes)) what.Clear();
  return what;
}

Result<void> SeenHouseholds::keep(const HouseholdId& household, const KeptHousehold& what) const {
  if (kept(household).version() >= what.version()) return {};
  std::error_code error;
  std::filesystem::create_directories(folder_, error);
  const Result<void> done = write_small_file(folder_ / household.value, what.SerializeAsString());
  if (done) return done;
  log::event(
      "console.households", log::Level::error, "how far a household was seen can't be kept",
      {{"household", household.value}, {"detail", done.error().detail}}
  );
  return done;
}

}  // namespace maintendue::console
