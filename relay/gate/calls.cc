#include "relay/gate/calls.h"

#include "relay/gate/words.h"

namespace maintendue::relay {

void CallsGate::serve(wire::RpcServer& server) {
  wire::on_call<v1::ListCallsRequest, v1::ListCallsResponse>(
      server, "/maintendue.v1.Calls/ListCalls",
      [this](wire::Caller, v1::ListCallsRequest request) { return list(std::move(request)); }
  );
}

net::awaitable<Result<v1::ListCallsResponse>> CallsGate::list(v1::ListCallsRequest request) {
  const MachineId id{std::move(*request.mutable_machine_id())};
  const Result<MachineRecord> machine = co_await machines_.machine(id);
  if (!machine) co_return tl::unexpected(machine.error());
  const Result<std::vector<CallSummary>> held = co_await sessions_.calls(id);
  if (!held) co_return tl::unexpected(held.error());
  co_return message_of(follow_up(*held));
}

}  // namespace maintendue::relay
