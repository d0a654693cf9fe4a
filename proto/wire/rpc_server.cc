#include "wire/rpc_server.h"

#include <grpcpp/server.h>

#include <cassert>
#include <map>
#include <stdexcept>
#include <thread>
#include <variant>

#include "base/log.h"
#include "wire/acceptor.h"
#include "wire/byte_buffer.h"
#include "wire/grpc_process.h"
#include "wire/limits.h"
#include "wire/main_stream.h"
#include "wire/peer.h"
#include "wire/server_setup.h"
#include "wire/status.h"
#include "wire/task_group.h"

namespace maintendue::wire {
namespace {

using External = grpc::experimental::ExternalConnectionAcceptor;
constexpr std::chrono::seconds kLinger{5};  // for a peer that does not read its ending
constexpr std::chrono::seconds kLastWords{2};

// Answers kHello on gRPC's own thread.
class HelloReactor final : public grpc::ServerGenericBidiReactor {
 public:
  explicit HelloReactor(OpenCalls::Place place) : place_(std::move(place)) {
    StartWriteAndFinish(&nothing_, grpc::WriteOptions(), grpc::Status::OK);
  }
  void OnDone() override { delete this; }

 private:
  const OpenCalls::Place place_;
  const grpc::ByteBuffer nothing_ = to_buffer({});
};

// Turns a call away on gRPC's own thread; `main` never hears of it.
class RefusedReactor final : public grpc::ServerGenericBidiReactor {
 public:
  RefusedReactor() {
    const auto code = static_cast<grpc::StatusCode>(grpc_code(Errc::Overloaded));
    Finish(grpc::Status(code, std::string(name(Errc::Overloaded))));
  }
  void OnDone() override { delete this; }
};

class Service final : public grpc::CallbackGenericService {
 public:
  using Arrived = std::function<void(std::shared_ptr<ServerReactor>, Caller)>;
  Service(std::shared_ptr<Door> door, std::shared_ptr<OpenCalls> calls, Arrived arrived)
      : door_(std::move(door)), calls_(std::move(calls)), arrived_(std::move(arrived)) {}

  grpc::ServerGenericBidiReactor* CreateReactor(grpc::GenericCallbackServerContext* context
  ) override {
    std::optional<OpenCalls::Place> place = calls_->enter(context->peer());
    if (!place) return new RefusedReactor;
    if (context->method() == kHello) return new HelloReactor(std::move(*place));
    auto reactor = std::make_shared<ServerReactor>(context, std::move(*place));
    auto* const raw = reactor.get();
    reactor->begin(reactor);
    door_->post([this, reactor, caller = caller_of(context->method(), *context)]() mutable {
      arrived_(std::move(reactor), std::move(caller));
    });
    return raw;
  }

 private:
  const std::shared_ptr<Door> door_;
  const std::shared_ptr<OpenCalls> calls_;
  const Arrived arrived_;
};

class Server final : public RpcServer {
 public:
  Server(net::any_io_executor main, ServerOptions options)
      : main_(main),
        options_(std::move(options)),
        door_(std::make_shared<Door>(main)),
        service_(
            door_,
            counted_calls(),
            [this](std::shared_ptr<ServerReactor> reactor, Caller caller) {
              arrived(std::move(reactor), std::move(caller));
            }
        ),
        quiet_(main, net::steady_timer::time_point::max()),
        tasks_(main) {}

  ~Server() override { assert(!server_); }

  void on_call(std::string method, UnaryHandler handler) override {
    handlers_.insert_or_assign(std::move(method), std::move(handler));
  }
  void on_stream(std::string method, StreamHandler handler) override {
    handlers_.insert_or_assign(std::move(method), std::move(handler));
  }

  void start(Gatekeeper gatekeeper, Refused refused) override;
  std::uint16_t port() const override { return acceptor_ ? acceptor_->port() : 0; }
  int connections() const override { return acceptor_ ? acceptor_->connections() : 0; }
  net::awaitable<void> stop(std::chrono::milliseconds grace) override;

 private:
  using Handler = std::variant<UnaryHandler, StreamHandler>;
  using StreamPtr = std::shared_ptr<MainStream>;

  std::shared_ptr<OpenCalls> counted_calls();
  // Of a connection that has too many calls.
  void cut(const std::string& connection);
  void arrived(std::shared_ptr<ServerReactor> reactor, Caller caller);
  net::awaitable<void> serve(StreamPtr call, Caller caller);
  net::awaitable<void> run_handler(StreamPtr call, Caller caller);
  net::awaitable<void> linger(StreamPtr call);

  const net::any_io_executor main_;
  const ServerOptions options_;
  const std::shared_ptr<Door> door_;
  std::map<std::string, Handler> handlers_;
  Gatekeeper gatekeeper_;
  Refused refused_;
  Service service_;
  std::unique_ptr<External> external_;
  std::unique_ptr<grpc::Server> server_;
  std::unique_ptr<Acceptor> acceptor_;
  net::steady_timer quiet_;  // stop() waits on it: the grace, or the last handler's end
  bool stopping_ = false;
  TaskGroup tasks_;
};

void Server::start(Gatekeeper gatekeeper, Refused refused) {
  assert(!server_ && gatekeeper);
  gatekeeper_ = std::move(gatekeeper);
  refused_ = refused ? std::move(refused) : [](const Caller&, const Error&) {};
  grpc::ServerBuilder builder;
  set_limits(builder, options_);
  builder.RegisterCallbackGenericService(&service_);
  external_ = builder.experimental().AddExternalConnectionAcceptor(
      grpc::ServerBuilder::experimental_type::ExternalConnectionType::FROM_FD,
      server_credentials(options_)
  );
  server_ = builder.BuildAndStart();
  if (!server_) throw std::runtime_error("The server's key and certificate can't be used.");
  const AcceptorLimits limits{
      affordable_connections(options_.max_connections), options_.max_connections_per_address
  };
  const auto hand_over = [this](int socket) {
    External::NewConnectionParameters connection;
    connection.fd = socket;
    external_->HandleNewConnection(&connection);
  };
  try {
    acceptor_ =
        std::make_unique<Acceptor>(main_, options_.address, options_.port, limits, hand_over);
  } catch (const boost::system::system_error& error) {
    server_->Shutdown();
    server_.reset();
    throw std::runtime_error(
        "Can't listen on " + options_.address + " port " + std::to_string(options_.port) + ": " +
        error.code().message() + "."
    );
  }
}

std::shared_ptr<OpenCalls> Server::counted_calls() {
  const auto too_many = [this](const std::string& connection) {
    door_->post([this, connection] { cut(connection); });
  };
  return std::make_shared<OpenCalls>(
      kCallsForEachStream * options_.max_streams_per_connection, too_many
  );
}

void Server::cut(const std::string& connection) {
  const auto peer = endpoint_of(connection);
  if (!peer || !acceptor_) return;
  log::event(
      "wire.server", log::Level::debug, "too many calls on one connection",
      {{"address", peer->address().to_string()}}
  );
  acceptor_->cut(*peer);
}

void Server::arrived(std::shared_ptr<ServerReactor> reactor, Caller caller) {
  const StreamPtr call = MainStream::over(door_, std::move(reactor));
  // gRPC's threads had it before they heard that we stop.
  if (stopping_) return call->finish(Errc::RelayUnreachable);
  tasks_.spawn(serve(call, std::move(caller)));
}

// One call from arrival until gRPC is done with it.
net::awaitable<void> Server::serve(StreamPtr call, Caller caller) {
  struct Left {
    Server& server;
    MainStream& call;
    ~Left() {
      call.finish(Errc::RelayUnreachable);  // nothing, unless cancelled before the handler ended
      if (!server.stopping_) call.cut();
      server.quiet_.cancel();
    }
  } const left{*this, *call};
  const std::string method = caller.method;
  try {
    co_await run_handler(call, std::move(caller));
  } catch (const std::exception& broken) {
    if (!stopping_) {
      log::event(
          "wire.server", log::Level::error, "a handler threw",
          {{"method", method}, {"detail", broken.what()}}
      );
      call->finish(Errc::Internal);
    }
  }
  co_await linger(call);
}

net::awaitable<void> Server::run_handler(StreamPtr call, Caller caller) {
  const auto place = handlers_.find(caller.method);
  if (place == handlers_.end()) {
    call->finish(Errc::BadMessage);
    co_return;
  }
  if (const Result<void> allowed = gatekeeper_(caller); !allowed) {
    refused_(caller, allowed.error());
    call->finish(allowed.error().code);
    co_return;
  }
  if (const auto* stream_handler = std::get_if<StreamHandler>(&place->second)) {
    const Result<void> ended = co_await (*stream_handler)(std::move(caller), call);
    call->finish(ended ? std::nullopt : std::optional(ended.error().code));
    co_return;
  }
  Result<Bytes> request = co_await call->read();
  if (!request) {
    call->finish(request.error().code);
    co_return;
  }
  const auto& handler = std::get<UnaryHandler>(place->second);
  Result<Bytes> answer = co_await handler(caller, std::move(*request));
  if (answer) {
    call->answer(std::move(*answer));
  } else {
    refused_(caller, answer.error());
    call->finish(answer.error().code);
  }
}

net::awaitable<void> Server::linger(StreamPtr call) {
  net::steady_timer limit(main_, kLinger);
  co_await (call->released() || limit.async_wait(net::use_awaitable));
}

net::awaitable<void> Server::stop(std::chrono::milliseconds grace) {
  co_await net::this_coro::reset_cancellation_state(net::disable_cancellation());
  if (!server_ || stopping_) co_return;
  stopping_ = true;
  acceptor_->close();
  Signal shut(main_);
  bool is_shut = false;
  // What we end when the grace is over has a moment to reach its peer; then gRPC cuts it.
  const auto deadline = std::chrono::system_clock::now() + grace + kLastWords;
  std::thread blocking([this, deadline, &shut, &is_shut] {  // gRPC's shutdown blocks
    server_->Shutdown(deadline);
    net::post(main_, [&shut, &is_shut] {
      is_shut = true;
      shut.notify();
    });
  });
  quiet_.expires_after(grace);
  boost::system::error_code woken = net::error::operation_aborted;
  while (tasks_.size() > 0 && woken) {
    co_await quiet_.async_wait(net::redirect_error(net::use_awaitable, woken));
  }
  co_await tasks_.stop();
  while (!is_shut) co_await shut.wait();
  blocking.join();
  acceptor_.reset();  // with it the connections that are left
  door_->shut();
  co_await net::post(main_, net::use_awaitable);  // behind whatever came in by it before
  server_.reset();
}

}  // namespace

std::unique_ptr<RpcServer> RpcServer::create(net::any_io_executor main, ServerOptions options) {
  prepare_grpc();
  return std::make_unique<Server>(std::move(main), std::move(options));
}

}  // namespace maintendue::wire
