// maintendue.v1.Calls: where a machine's follow-up stands.
#pragma once

#include "maintendue/v1/calls.pb.h"
#include "relay/store/store.h"
#include "wire/rpc_server.h"

namespace maintendue::relay {

// Lives on `main`; outlives the server's handlers.
class CallsGate final {
 public:
  CallsGate(MachineStore& machines, SessionStore& sessions)
      : machines_(machines), sessions_(sessions) {}

  void serve(wire::RpcServer& server);

 private:
  net::awaitable<Result<v1::ListCallsResponse>> list(v1::ListCallsRequest request);

  MachineStore& machines_;
  SessionStore& sessions_;
};

}  // namespace maintendue::relay
