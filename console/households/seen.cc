#include "console/households/seen.h"

#include "base/file_lock.h"
#include "base/files.h"
#include "base/log.h"
#include "identity/names.h"

namespace maintendue::console {

using local::v1::KeptHousehold;

Result<SeenHouseholds::All> SeenHouseholds::all() const {
  All all;
  std::error_code error;
  for (const auto& file : std::filesystem::directory_iterator(folder_, error)) {
    const HouseholdId household{file.path().filename().string()};
    if (!identity::is_id(household.value)) continue;
    Result<KeptHousehold> what = kept(household);
    if (what) {
      all.kept[household] = std::move(*what);
    } else {
      all.unreadable.insert(household);
    }
  }
  const bool none_yet = error == std::errc::no_such_file_or_directory;
  if (error && !none_yet) return fail(Errc::Internal, folder_.string() + ": " + error.message());
  return all;
}

Result<KeptHousehold> SeenHouseholds::kept(const HouseholdId& household) const {
  KeptHousehold what;
  const Result<std::string> bytes = read_small_file(folder_ / household.value);
  const bool whole = bytes && what.ParseFromString(*bytes) && what.version() > 0;
  if (!whole) return fail(Errc::NotFound, "nothing that can be read");
  return what;
}

Result<void> SeenHouseholds::keep_later(const HouseholdId& household, const KeptHousehold& what)
    const {
  std::error_code error;
  std::filesystem::create_directories(folder_, error);
  FileLock alone = FileLock::of_folder(folder_);
  if (!alone.wait()) return fail(Errc::Internal, folder_.string() + " cannot be held");
  const Result<KeptHousehold> there = kept(household);
  if (there && there->version() >= what.version()) return {};
  return write_small_file(folder_ / household.value, what.SerializeAsString());
}

Result<void> SeenHouseholds::keep(const HouseholdId& household, const KeptHousehold& what) const {
  const Result<void> done = keep_later(household, what);
  if (done) return done;
  log::event(
      "console.households", log::Level::error, "how far a household was seen can't be kept",
      {{"household", household.value}, {"detail", done.error().detail}}
  );
  return done;
}

}  // namespace maintendue::console
