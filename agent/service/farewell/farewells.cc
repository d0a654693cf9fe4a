#include "agent/service/farewell/farewells.h"

#include <utility>

#include "base/files.h"
#include "base/log.h"
#include "maintendue/local/v1/kept.pb.h"

namespace maintendue::agent {
namespace {

constexpr auto kComponent = "agent.farewell";

bool says_nothing(const v1::FarewellSaid& said) {
  return said.farewell() == v1::FAREWELL_UNSPECIFIED && said.not_ours_ms() == 0;
}

bool is_there(const std::filesystem::path& file) {
  std::error_code error;
  const auto type = std::filesystem::symlink_status(file, error).type();
  return type != std::filesystem::file_type::not_found;
}

}  // namespace

Farewells::Farewells(
    const wire::Timeline& timeline,
    std::shared_ptr<const MachineState> machine,
    std::filesystem::path folder
)
    : timeline_(timeline), machine_(std::move(machine)), file_(std::move(folder) / "farewell") {
  load();
}

void Farewells::load() {
  if (!is_there(file_)) return;
  const Result<std::string> file = read_small_file(file_);
  local::v1::KeptFarewell kept;
  const bool whole = file && kept.ParseFromString(*file) &&
                     v1::Farewell_IsValid(kept.said().farewell()) && !says_nothing(kept.said());
  if (whole) {
    if (kept.machine_id() == machine_->machine_id) said_ = kept.said();
    return;
  }
  said_.set_farewell(v1::FAREWELL_NO_HELP);
  log::event(
      kComponent, log::Level::error, "a farewell can't be read",
      {{"detail", file ? "no farewell" : file.error().detail}}
  );
}

void Farewells::say(v1::Farewell farewell) {
  if (farewell == said_.farewell() && on_disk_) return;
  const std::int64_t now_ms = to_unix_ms(timeline_.wall());
  said_.set_farewell(farewell);
  said_.set_at_ms(now_ms);
  if (farewell == v1::FAREWELL_NOT_OURS) said_.set_not_ours_ms(now_ms);
  untold_ = true;
  keep();
}

void Farewells::try_again() {
  if (!on_disk_) keep();
}

v1::FarewellSaid Farewells::for_hello() {
  untold_ = false;
  try_again();
  return said_;
}

std::optional<v1::FarewellSaid> Farewells::to_say() {
  if (!std::exchange(untold_, false)) return std::nullopt;
  try_again();
  return said_;
}

void Farewells::keep() {
  local::v1::KeptFarewell kept;
  kept.set_machine_id(machine_->machine_id);
  *kept.mutable_said() = said_;
  const Result<void> done = says_nothing(said_) ? remove_small_file(file_)
                                                : write_small_file(file_, kept.SerializeAsString());
  on_disk_ = done.has_value();
  if (on_disk_) return;
  log::event(
      kComponent, log::Level::error, "a farewell can't be kept", {{"detail", done.error().detail}}
  );
}

}  // namespace maintendue::agent
