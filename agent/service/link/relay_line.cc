#include "agent/service/link/relay_line.h"

#include <algorithm>

namespace maintendue::agent {

using namespace std::chrono_literals;

WallTime trusted_now(const Clock& clock, WallTime floor, const identity::Certificate& peer) {
  return std::max({clock.wall(), floor, peer.not_before()});
}

std::unique_ptr<wire::RpcChannel> dial(
    net::any_io_executor main,
    const Address& relay,
    std::shared_ptr<const MachineState> state,
    std::shared_ptr<const Clock> clock,
    Purpose purpose
) {
  wire::ChannelOptions options;
  options.host = relay.host;
  options.port = relay.port;
  options.identity = wire::TlsIdentity{state->key.to_pem(), state->certificate_chain};
  options.roots = state->trust.root_pem();
  options.keepalive = purpose == Purpose::Link ? 240s : 20s;
  options.bounded_buffers = purpose == Purpose::Tunnel;
  options.check_server =
      [state, clock,
       host = relay.host](const std::string& leaf, const std::string&) -> Result<void> {
    Result<identity::Certificate> certificate = identity::Certificate::from_pem(leaf);
    if (!certificate) return tl::unexpected(certificate.error());
    const WallTime now = trusted_now(*clock, state->clock_floor, *certificate);
    return state->trust.check_server(*certificate, host, now);
  };
  return wire::RpcChannel::open(std::move(main), std::move(options));
}

}  // namespace maintendue::agent
