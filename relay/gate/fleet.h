// maintendue.v1.Fleet: the machines, those that are on first.
#pragma once

#include "maintendue/v1/fleet.pb.h"
#include "relay/directory/directory.h"
#include "relay/store/store.h"
#include "wire/rpc_server.h"

namespace maintendue::relay {

// Lives on `main`; outlives the server's handlers.
class FleetGate final {
 public:
  FleetGate(MachineStore& machines, const Directory& directory)
      : machines_(machines), directory_(directory) {}

  void serve(wire::RpcServer& server);

 private:
  net::awaitable<Result<v1::ListMachinesResponse>> list();
  net::awaitable<Result<v1::Machine>> get(v1::GetMachineRequest request);

  MachineStore& machines_;
  const Directory& directory_;
};

}  // namespace maintendue::relay
