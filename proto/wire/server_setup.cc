#include "wire/server_setup.h"

#include <grpc/grpc_security_constants.h>
#include <sys/resource.h>

#include <algorithm>

#include "base/log.h"
#include "wire/limits.h"
#include "wire/peer.h"

namespace maintendue::wire {
namespace {

using std::chrono::milliseconds;
using std::chrono::seconds;

constexpr int kOtherDescriptors = 64;  // database, logs, gRPC's own
// Longer than two pings of an idle machine (240 s): a living one is never pinged, since whatever it
// says puts this off; a dead one is found out. A ping a minute would cost a 4G dongle 330 kB a day.
constexpr seconds kServerPing{500};
// A stranger on a server-only port may neither idle nor stay.
constexpr seconds kStrangerIdle{15}, kStrangerStay{60};

int ms(milliseconds time) { return static_cast<int>(time.count()); }

std::string property(const grpc::AuthContext& peer, const char* name) {
  const auto values = peer.FindPropertyValues(name);
  if (values.empty()) return {};
  return std::string(values.front().data(), values.front().size());
}

}  // namespace

std::shared_ptr<grpc::ServerCredentials> server_credentials(const ServerOptions& options) {
  const bool strict = !options.client_roots.empty();
  grpc::SslServerCredentialsOptions ssl(
      strict ? GRPC_SSL_REQUEST_AND_REQUIRE_CLIENT_CERTIFICATE_AND_VERIFY
             : GRPC_SSL_DONT_REQUEST_CLIENT_CERTIFICATE
  );
  ssl.pem_root_certs = options.client_roots;
  ssl.pem_key_cert_pairs.push_back(
      {options.identity.private_key, options.identity.certificate_chain}
  );
  return grpc::SslServerCredentials(ssl);
}

void set_limits(grpc::ServerBuilder& builder, const ServerOptions& options) {
  builder.SetMaxReceiveMessageSize(kLongestRequest);
  const auto set = [&builder](const char* name, int value) {
    builder.AddChannelArgument(name, value);
  };
  set(GRPC_ARG_MAX_CONCURRENT_STREAMS, options.max_streams_per_connection);
  set(GRPC_ARG_MAX_METADATA_SIZE, kLargestMetadata);
  set("grpc.server_handshake_timeout_ms", ms(options.handshake_timeout));
  set(GRPC_ARG_HTTP2_MIN_RECV_PING_INTERVAL_WITHOUT_DATA_MS, ms(options.fastest_ping));
  set(GRPC_ARG_HTTP2_MAX_PING_STRIKES, 0);  // the pings of a family's line may come in a bunch
  set(GRPC_ARG_KEEPALIVE_PERMIT_WITHOUT_CALLS, 1);
  set(GRPC_ARG_KEEPALIVE_TIME_MS, ms(kServerPing));
  set(GRPC_ARG_KEEPALIVE_TIMEOUT_MS, ms(kPingAnswer));
  set(GRPC_ARG_HTTP2_BDP_PROBE, 0);
  set(GRPC_ARG_HTTP2_STREAM_LOOKAHEAD_BYTES, kServerLookahead);
  if (options.client_roots.empty()) {
    set(GRPC_ARG_MAX_CONNECTION_IDLE_MS, ms(kStrangerIdle));
    set(GRPC_ARG_MAX_CONNECTION_AGE_MS, ms(kStrangerStay));
    set(GRPC_ARG_MAX_CONNECTION_AGE_GRACE_MS, ms(kPingAnswer));
  }
}

int affordable_connections(int wanted) {
  rlimit limit{};
  if (getrlimit(RLIMIT_NOFILE, &limit) != 0) return wanted;
  const rlim_t needed = static_cast<rlim_t>(wanted) * 2 + kOtherDescriptors;
  if (limit.rlim_cur < needed && limit.rlim_cur < limit.rlim_max) {
    rlimit raised = limit;
    raised.rlim_cur = std::min(needed, limit.rlim_max);
    if (setrlimit(RLIMIT_NOFILE, &raised) == 0) limit = raised;
  }
  if (limit.rlim_cur >= needed) return wanted;
  const int left = static_cast<int>(limit.rlim_cur) - kOtherDescriptors;
  const int affordable = std::max(1, left / 2);
  log::event(
      "wire.server", log::Level::warning, "fewer connections than wanted: descriptors are limited",
      {{"wanted", wanted}, {"limit", affordable}}
  );
  return affordable;
}

Caller caller_of(const std::string& method, const grpc::ServerContextBase& context) {
  Caller caller;
  caller.method = method;
  if (const auto peer = endpoint_of(context.peer())) caller.address = peer->address().to_string();
  if (const auto peer = context.auth_context()) {
    caller.certificate = property(*peer, GRPC_X509_PEM_CERT_PROPERTY_NAME);
    caller.chain = property(*peer, GRPC_X509_PEM_CERT_CHAIN_PROPERTY_NAME);
    // OpenSSL leaves the leaf out of a client's chain.
    if (!caller.chain.starts_with(caller.certificate)) {
      caller.chain = caller.certificate + caller.chain;
    }
  }
  return caller;
}

}  // namespace maintendue::wire
