#include "agent/service/consent/kept_way_back.h"

#include "base/files.h"
#include "maintendue/local/v1/kept.pb.h"

namespace maintendue::agent {
namespace {

std::filesystem::path file_in(const std::filesystem::path& folder) { return folder / "way-back"; }

}  // namespace

Result<WayBack> load_way_back(const std::filesystem::path& folder, const MachineId& machine) {
  const Result<std::string> file = read_small_file(file_in(folder));
  if (!file) return tl::unexpected(file.error());
  local::v1::KeptWayBack kept;
  const bool whole = kept.ParseFromString(*file) && kept.machine_id() == machine.value;
  const std::optional<WallTime> given = date_from_ms(kept.given_ms());
  if (!whole || !given) return fail(Errc::NotFound, "no way back of this machine");
  WayBack way;
  way.who = OperatorId{kept.operator_id()};
  way.operator_key = kept.operator_key();
  way.account = kept.account();
  way.boot = kept.boot();
  way.given = *given;
  way.lease_left = std::chrono::milliseconds{kept.lease_left_ms()};
  return way;
}

Result<void> keep_way_back(
    const std::filesystem::path& folder, const MachineId& machine, const WayBack& way
) {
  local::v1::KeptWayBack kept;
  kept.set_machine_id(machine.value);
  kept.set_operator_id(way.who.value);
  kept.set_operator_key(way.operator_key);
  kept.set_account(way.account);
  kept.set_boot(way.boot);
  kept.set_given_ms(to_unix_ms(way.given));
  kept.set_lease_left_ms(static_cast<std::uint32_t>(way.lease_left.count()));
  return write_small_file(file_in(folder), kept.SerializeAsString());
}

Result<void> forget_way_back(const std::filesystem::path& folder) {
  return remove_small_file(file_in(folder));
}

}  // namespace maintendue::agent
