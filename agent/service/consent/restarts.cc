#include "agent/service/consent/restarts.h"

#include "agent/service/consent/kept_way_back.h"
#include "base/log.h"

namespace maintendue::agent {
namespace {

constexpr auto kComponent = "agent.restart";

}  // namespace

Restarts::Restarts(
    const Clock& clock,
    std::shared_ptr<const MachineState> machine,
    std::filesystem::path folder,
    std::function<Start()> start
)
    : clock_(clock),
      machine_(std::move(machine)),
      folder_(std::move(folder)),
      start_(std::move(start)) {}

Result<void> Restarts::agreed(
    const identity::Operator& who, uid_t account, std::chrono::milliseconds lease_left
) {
  forgotten_ = false;
  const WayBack way{who.id, who.public_key, account, start_().boot, clock_.wall(), lease_left};
  return keep_way_back(folder_, MachineId{machine_->machine_id}, way);
}

std::optional<std::chrono::milliseconds> Restarts::take(
    const identity::Operator& who, uid_t account
) {
  const Result<WayBack> way = load_way_back(folder_, MachineId{machine_->machine_id});
  const Result<void> gone = forget_way_back(folder_);
  if (!gone) {
    log::event(
        kComponent, log::Level::error, "what was agreed for after a restart stays on the disk",
        {{"detail", gone.error().detail}}
    );
  }
  const WallTime now = clock_.wall();
  const bool believed = now >= machine_->clock_floor;
  if (!way || !gone || !believed || forgotten_) return std::nullopt;
  return left(*way, {who, account, start_(), now});
}

void Restarts::forget() {
  forgotten_ = true;
  (void)forget_way_back(folder_);  // take() does, else
}

void Restarts::came(uid_t account) {
  const Result<WayBack> way = load_way_back(folder_, MachineId{machine_->machine_id});
  const bool over = way && clock_.wall() >= way->given + WayBack::kOpen;
  const bool another = way && way->account != account;
  if (over || another) (void)forget_way_back(folder_);  // take() looks at both too
}

}  // namespace maintendue::agent
