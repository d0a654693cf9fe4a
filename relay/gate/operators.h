// maintendue.v1.Operators: the roster on its way between consoles and machines.
#pragma once

#include "maintendue/v1/operators.pb.h"
#include "relay/roster/roster_shelf.h"
#include "wire/rpc_server.h"

namespace maintendue::relay {

// Lives on `main`; outlives the server's handlers.
class OperatorsGate final {
 public:
  explicit OperatorsGate(RosterShelf& shelf) : shelf_(shelf) {}

  void serve(wire::RpcServer& server);

 private:
  net::awaitable<Result<v1::RosterNews>> get();
  net::awaitable<Result<v1::PutRosterResponse>> put(v1::RosterNews news);

  RosterShelf& shelf_;
};

}  // namespace maintendue::relay
