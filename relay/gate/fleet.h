// maintendue.v1.Fleet: the machines, those that are on first, and which PC is which of them.
#pragma once

#include "maintendue/v1/fleet.pb.h"
#include "relay/access/visitors.h"
#include "relay/machines/whose_machine.h"
#include "wire/rpc_server.h"

namespace maintendue::relay {

// Lives on `main`; outlives the server's handlers.
class FleetGate final {
 public:
  // All outlive it.
  FleetGate(
      Visitors& visitors,
      MachineStore& machines,
      HolderStore& holders,
      Directory& directory,
      WhoseMachine& whose,
      const RosterShelf& roster,
      const Clock& clock
  )
      : visitors_(visitors),
        machines_(machines),
        holders_(holders),
        directory_(directory),
        whose_(whose),
        roster_(roster),
        clock_(clock) {}

  void serve(wire::RpcServer& server);

 private:
  net::awaitable<Result<v1::ListMachinesResponse>> list();
  net::awaitable<Result<v1::Machine>> get(v1::GetMachineRequest request);
  net::awaitable<Result<v1::Machine>> repair(wire::Caller caller, v1::RepairMachineRequest request);
  net::awaitable<Result<v1::Machine>> give(wire::Caller caller, v1::GiveMachineRequest request);
  net::awaitable<Result<v1::Machine>> ask_support(
      wire::Caller caller, v1::AskSupportRequest request
  );
  // What does not count is not kept: everybody would have to carry and refuse it.
  net::awaitable<Result<v1::PutMachineRecordResponse>> put_record(Bytes signed_record);

  Visitors& visitors_;
  MachineStore& machines_;
  HolderStore& holders_;
  Directory& directory_;
  WhoseMachine& whose_;
  const RosterShelf& roster_;
  const Clock& clock_;
};

}  // namespace maintendue::relay
