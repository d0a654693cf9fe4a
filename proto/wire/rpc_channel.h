// A client's line to a relay: one TLS connection, calls and streams by method name, bytes in and
// out.
#pragma once

#include <chrono>
#include <memory>
#include <optional>
#include <string>

#include "wire/rpc_stream.h"
#include "wire/tls.h"

namespace maintendue::wire {

struct ChannelOptions {
  std::string host;
  std::uint16_t port = 0;
  std::optional<TlsIdentity> identity;  // none: server-only TLS (enrolment)
  PeerCheck check_server;               // required; nothing else is believed
  // PEM, required: gRPC wants some roots and would load the system's hundred, which cost memory and
  // are missing on some PCs. They decide nothing.
  std::string roots;
  // An HTTP/2 ping this often on a silent line. Link 240 s, tunnel and console 20 s: the relay
  // allows no faster than 10 s (rpc_server.h).
  std::chrono::seconds keepalive{20};
  // Bounds what gRPC buffers on a slow line (bdp_probe off, 256 KiB look-ahead): for tunnels.
  bool bounded_buffers = false;
};

// Lives on `main`. Destroying it cancels what is under way.
class RpcChannel {
 public:
  static std::unique_ptr<RpcChannel> open(net::any_io_executor main, ChannelOptions options);
  virtual ~RpcChannel() = default;

  // Waits until the connection stands. RelayUnreachable when it can't be made, NotTrusted when the
  // peer check refused it, TimedOut after `limit`.
  virtual net::awaitable<Result<void>> connect(std::chrono::milliseconds limit) = 0;

  // One request, one answer. `method` is "/maintendue.v1.Fleet/ListMachines". Answer at most 4 MiB.
  virtual net::awaitable<Result<Bytes>> call(
      std::string method, Bytes request, std::chrono::milliseconds limit
  ) = 0;

  // Begins a stream: two-way, or server-streaming (write one request, then writes_done()).
  virtual RpcStreamPtr stream(std::string method) = 0;
};

// call() with messages: one function for every unary method of the contract.
template <class Response, class Request>
net::awaitable<Result<Response>> call(
    RpcChannel& channel, std::string method, Request request, std::chrono::milliseconds limit
) {
  Result<Bytes> bytes =
      co_await channel.call(std::move(method), request.SerializeAsString(), limit);
  if (!bytes) co_return tl::unexpected(bytes.error());
  Response response;
  if (!response.ParseFromString(*bytes))
    co_return fail(Errc::BadMessage, "answer not in the contract");
  co_return response;
}

}  // namespace maintendue::wire
