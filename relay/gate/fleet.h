// maintendue.v1.Fleet: the machines, those that are on first.
#pragma once

#include "maintendue/v1/fleet.pb.h"
#include "relay/directory/directory.h"
#include "relay/roster/roster_shelf.h"
#include "relay/store/store.h"
#include "wire/rpc_server.h"

namespace maintendue::relay {

// Lives on `main`; outlives the server's handlers.
class FleetGate final {
 public:
  // All outlive it.
  FleetGate(
      MachineStore& machines,
      Directory& directory,
      const identity::Trust& trust,
      const RosterShelf& roster,
      const Clock& clock
  )
      : machines_(machines), directory_(directory), trust_(trust), roster_(roster), clock_(clock) {}

  void serve(wire::RpcServer& server);

 private:
  net::awaitable<Result<v1::ListMachinesResponse>> list();
  net::awaitable<Result<v1::Machine>> get(v1::GetMachineRequest request);
  // What does not count is not kept: everybody would have to carry and refuse it.
  net::awaitable<Result<v1::PutMachineRecordResponse>> put_record(Bytes signed_record);

  MachineStore& machines_;
  Directory& directory_;
  const identity::Trust& trust_;
  const RosterShelf& roster_;
  const Clock& clock_;
};

}  // namespace maintendue::relay
