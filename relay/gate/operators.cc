#include "relay/gate/operators.h"

namespace maintendue::relay {

void OperatorsGate::serve(wire::RpcServer& server) {
  wire::on_call<v1::GetRosterRequest, v1::RosterNews>(
      server, "/maintendue.v1.Operators/GetRoster",
      [this](wire::Caller, v1::GetRosterRequest) { return get(); }
  );
  wire::on_call<v1::RosterNews, v1::PutRosterResponse>(
      server, "/maintendue.v1.Operators/PutRoster",
      [this](wire::Caller, v1::RosterNews news) { return put(std::move(news)); }
  );
}

net::awaitable<Result<v1::RosterNews>> OperatorsGate::get() { co_return shelf_.book().news(); }

net::awaitable<Result<v1::PutRosterResponse>> OperatorsGate::put(v1::RosterNews news) {
  const Result<void> done = co_await shelf_.put(std::move(news));
  if (!done) co_return tl::unexpected(done.error());
  co_return v1::PutRosterResponse{};
}

}  // namespace maintendue::relay
