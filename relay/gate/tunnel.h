// maintendue.v1.Tunnel: lets a side into its session with its ticket.
#pragma once

#include "relay/access/visitors.h"
#include "relay/session/switchboard.h"

namespace maintendue::relay {

// Lives on `main`; outlives the server's handlers.
class TunnelGate final {
 public:
  TunnelGate(wire::Timeline& timeline, Visitors& visitors, Switchboard& switchboard)
      : timeline_(timeline), visitors_(visitors), switchboard_(switchboard) {}

  void serve(wire::RpcServer& server);

 private:
  net::awaitable<Result<void>> join(wire::Caller caller, wire::RpcStreamPtr stream);

  wire::Timeline& timeline_;
  Visitors& visitors_;
  Switchboard& switchboard_;
};

}  // namespace maintendue::relay
