#include "console/machines/shown_machines.h"

#include "base/log.h"
#include "identity/names.h"
#include "maintendue/v1/fleet.pb.h"

namespace maintendue::console {
namespace {

using namespace std::chrono_literals;

constexpr auto kComponent = "console.machines";
constexpr int kMostAtOnce = 200;     // console.proto
constexpr auto kToShowItself = 60s;  // what the relay was given, pages have seen by then
constexpr auto kBetweenTries = 10min;

}  // namespace

Result<local::v1::CheckMachinesResponse> ShownMachines::check(
    const local::v1::CheckMachinesRequest& request
) {
  if (request.machines_size() > kMostAtOnce) return fail(Errc::BadMessage, "at most 200 PCs");
  local::v1::CheckMachinesResponse response;
  for (const local::v1::ShownMachine& shown : request.machines()) {
    const MachineId machine{shown.machine_id()};
    if (!identity::is_id(machine.value)) return fail(Errc::BadMessage, "not a PC's number");
    known_.hear(machine, shown.signed_record());
    local::v1::MachineStanding& standing = *response.add_machines();
    standing = known_.standing(machine);
    standing.set_relay_behind(found_behind(machine, shown.signed_record()));
  }
  return response;
}

// The first time it may be a server that was put back to a backup: it is given what it lacks. One
// that still does not show it holds it back.
bool ShownMachines::found_behind(const MachineId& machine, BytesView shown) {
  Bytes later = known_.later_than(machine, shown);
  if (later.empty()) {
    put_.erase(machine);
    return false;
  }
  if (known_.just_signed(machine)) return false;
  const SteadyTime now = timeline_.steady();
  const auto put = put_.find(machine);
  const bool again = put != put_.end();
  const bool holds_back = again && now >= put->second + kToShowItself;
  if (again && now < put->second + kBetweenTries) return holds_back;
  put_[machine] = now;
  tasks_.spawn(this->put(machine, std::move(later)));
  return holds_back;
}

net::awaitable<void> ShownMachines::put(MachineId machine, Bytes signed_record) {
  log::event(
      kComponent, log::Level::warning, "the relay shows an older record of a PC, or none",
      {{"machine", machine.value}}
  );
  v1::PutMachineRecordRequest request;
  request.set_signed_record(std::move(signed_record));
  auto putting = ask<v1::PutMachineRecordResponse>(
      relay_, "/maintendue.v1.Fleet/PutMachineRecord", std::move(request)
  );
  const Result<v1::PutMachineRecordResponse> answer = co_await std::move(putting);
  if (answer) co_return;
  log::event(
      kComponent, log::Level::info, "a PC's record was not put to the relay",
      {{"machine", machine.value}, {"error", name(answer.error().code)}}
  );
}

}  // namespace maintendue::console
