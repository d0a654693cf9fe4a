// The listening side: our own acceptor in front of gRPC, and handlers by method name.
#pragma once

#include <chrono>
#include <functional>
#include <memory>
#include <string>

#include "wire/rpc_stream.h"
#include "wire/tls.h"

namespace maintendue::wire {

struct ServerOptions {
  std::string address = "127.0.0.1";
  std::uint16_t port = 0;  // 0: any free one, see RpcServer::port()
  TlsIdentity identity;
  // With roots, a client certificate that chains to them is required in the handshake, so that a
  // stranger never reaches HTTP/2. Empty: server-only TLS, for the enrolment port alone.
  std::string client_roots;
  int max_connections = 12000;
  int max_connections_per_address = 64;  // many families behind one operator's NAT share an address
  std::chrono::seconds handshake_timeout{10};
  int max_streams_per_connection = 16;
  std::chrono::seconds fastest_ping{10};  // must not exceed half of any client's keepalive
};

// Who calls: the leaf certificate the handshake verified (PEM; empty on a server-only port).
struct Caller {
  std::string method;
  std::string certificate;
  std::string chain;
  std::string address;
};

// Lives on `main`; handlers run on `main`. stop() must have been awaited before it is destroyed.
class RpcServer {
 public:
  // Every call passes here first. An error is the answer; the handler is never reached.
  using Gatekeeper = std::function<Result<void>(const Caller&)>;
  // Hears of each call that the gatekeeper refused or whose one answer was a refusal.
  using Refused = std::function<void(const Caller&, const Error&)>;
  using UnaryHandler = std::function<net::awaitable<Result<Bytes>>(Caller, Bytes)>;
  // Owns the stream; the stream is finished with the result's code when the coroutine returns.
  using StreamHandler = std::function<net::awaitable<Result<void>>(Caller, RpcStreamPtr)>;

  static std::unique_ptr<RpcServer> create(net::any_io_executor main, ServerOptions options);
  virtual ~RpcServer() = default;

  virtual void on_call(std::string method, UnaryHandler handler) = 0;
  virtual void on_stream(std::string method, StreamHandler handler) = 0;

  // Begins to accept. Throws std::runtime_error with one sentence when the port or the keys are
  // bad.
  virtual void start(Gatekeeper gatekeeper, Refused refused = {}) = 0;
  virtual std::uint16_t port() const = 0;
  // Connections that stand right now, handshakes included.
  virtual int connections() const = 0;

  // Accepts nothing more, waits `grace` for handlers to return, then cancels what is left.
  virtual net::awaitable<void> stop(std::chrono::milliseconds grace) = 0;
};

template <class Request, class Response, class Handler>
net::awaitable<Result<Bytes>> answer_call(Handler handler, Caller caller, Bytes bytes) {
  Request request;
  if (!request.ParseFromString(bytes))
    co_return fail(Errc::BadMessage, "request not in the contract");
  Result<Response> response = co_await handler(std::move(caller), std::move(request));
  if (!response) co_return tl::unexpected(response.error());
  co_return response->SerializeAsString();
}

// A handler over messages of the contract instead of bytes.
//   on_call<v1::ListMachinesRequest, v1::ListMachinesResponse>(server,
//   "/maintendue.v1.Fleet/ListMachines",
//       [this](Caller c, v1::ListMachinesRequest r) { return list_machines(std::move(c),
//       std::move(r)); });
template <class Request, class Response, class Handler>
void on_call(RpcServer& server, std::string method, Handler handler) {
  server.on_call(
      std::move(method),
      [handler = std::move(handler)](Caller caller, Bytes bytes) -> net::awaitable<Result<Bytes>> {
        return answer_call<Request, Response>(handler, std::move(caller), std::move(bytes));
      }
  );
}

}  // namespace maintendue::wire
