// What pages are told of the PCs' keys. A relay that shows less than is kept here is found out, and
// given what it lacks.
#pragma once

#include <map>

#include "console/machines/known_machines.h"
#include "console/relay_client/ask_relay.h"
#include "wire/task_group.h"
#include "wire/timeline.h"

namespace maintendue::console {

// Lives on `main`. All outlive it; `tasks` ends what it began.
class ShownMachines {
 public:
  ShownMachines(
      wire::Timeline& timeline, KnownMachines& known, AskRelay relay, wire::TaskGroup& tasks
  )
      : timeline_(timeline), known_(known), relay_(std::move(relay)), tasks_(tasks) {}

  // BadMessage when it is no such question.
  Result<local::v1::CheckMachinesResponse> check(const local::v1::CheckMachinesRequest& request);

 private:
  bool found_behind(const MachineId& machine, BytesView shown);
  net::awaitable<void> put(MachineId machine, Bytes signed_record);

  wire::Timeline& timeline_;
  KnownMachines& known_;
  const AskRelay relay_;
  wire::TaskGroup& tasks_;
  // Those that the relay was given, or is being given, and since when.
  std::map<MachineId, SteadyTime> put_;
};

}  // namespace maintendue::console
