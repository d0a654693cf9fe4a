#include "console/relay_client/dial.h"

namespace maintendue::console {
namespace {

constexpr std::chrono::seconds kKeepalive{20};

wire::ChannelOptions options_for(
    const Address& relay,
    const wire::TlsIdentity& identity,
    const identity::Trust& trust,
    const Clock& clock
) {
  wire::ChannelOptions options;
  options.host = relay.host;
  options.port = relay.port;
  options.identity = identity;
  options.roots = trust.root_pem();
  options.keepalive = kKeepalive;
  options.check_server = identity::server_check(
      trust, identity::Server::Relay, relay.host, [&clock] { return clock.wall(); }
  );
  return options;
}

}  // namespace

MakeDial dial_relay(
    net::any_io_executor main, const Address& relay, std::string certificate, const Clock& clock
) {
  return [main, relay, certificate = std::move(certificate),
          &clock](const identity::PrivateKey& key, TrustNow trust_now) -> RelayClient::Dial {
    const wire::TlsIdentity identity{key.to_pem(), certificate};
    return [main, relay, trust_now = std::move(trust_now), identity, &clock](Purpose purpose) {
      const identity::Trust& trust = trust_now();
      wire::ChannelOptions options = options_for(relay, identity, trust, clock);
      options.bounded_buffers = purpose == Purpose::Tunnel;
      return wire::RpcChannel::open(main, std::move(options));
    };
  };
}

}  // namespace maintendue::console
