#include "relay/gate/tunnel.h"

#include "maintendue/v1/tunnel.pb.h"

namespace maintendue::relay {
namespace {

using namespace std::chrono_literals;

constexpr auto kRequestLimit = 10s;

}  // namespace

void TunnelGate::serve(wire::RpcServer& server) {
  server.on_stream(
      "/maintendue.v1.Tunnel/Join",
      [this](wire::Caller caller, wire::RpcStreamPtr stream) {
        return join(std::move(caller), std::move(stream));
      }
  );
}

net::awaitable<Result<void>> TunnelGate::join(wire::Caller caller, wire::RpcStreamPtr stream) {
  const Result<Visitor> who = visitors_.visitor_of(caller);
  if (!who) co_return tl::unexpected(who.error());
  auto reading = wire::read_message<v1::JoinRequest>(*stream);
  Result<v1::JoinRequest> request =
      co_await wire::within(timeline_, kRequestLimit, std::move(reading));
  if (!request) co_return tl::unexpected(request.error());
  const SessionId session{request->session_id()};
  Bytes ticket = std::move(*request->mutable_ticket());
  co_return co_await switchboard_.join(*who, session, std::move(ticket), std::move(stream));
}

}  // namespace maintendue::relay
