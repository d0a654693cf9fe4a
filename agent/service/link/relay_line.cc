#include "agent/service/link/relay_line.h"

#include <algorithm>

namespace maintendue::agent {

using namespace std::chrono_literals;

std::unique_ptr<wire::RpcChannel> dial(
    net::any_io_executor main,
    const Address& relay,
    std::shared_ptr<const MachineState> state,
    const identity::Trust& trust,
    std::shared_ptr<const Clock> clock,
    WallTime floor,
    Purpose purpose
) {
  wire::ChannelOptions options;
  options.host = relay.host;
  options.port = relay.port;
  options.identity = wire::TlsIdentity{state->key.to_pem(), state->certificate_chain};
  options.roots = trust.root_pem();
  options.keepalive = purpose == Purpose::Link ? 240s : 20s;
  options.bounded_buffers = purpose == Purpose::Tunnel;
  options.check_server =
      identity::server_check(trust, identity::Server::Relay, relay.host, [clock, floor] {
        return std::max(clock->wall(), floor);
      });
  return wire::RpcChannel::open(std::move(main), std::move(options));
}

}  // namespace maintendue::agent
