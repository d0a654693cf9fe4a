// A relay that does nothing but pump, in a process of its own so that its CPU is counted alone, and
// the far ends of its tunnels. Mutual TLS on both legs, all on this machine.
#pragma once

#include <signal.h>
#include <sys/resource.h>
#include <sys/wait.h>
#include <unistd.h>

#include <boost/asio/use_future.hpp>
#include <cstdlib>
#include <future>

#include "tests/support/organisation.h"
#include "wire/pump.h"
#include "wire/rpc_channel.h"
#include "wire/rpc_server.h"
#include "wire/signal.h"

namespace maintendue::bench {

using wire::RpcStreamPtr;

constexpr auto kJoin = "/bench/Join";
constexpr auto kEcho = "/bench/Echo";
constexpr auto kCpu = "/bench/Cpu";

inline double cpu_seconds() {
  rusage use{};
  getrusage(RUSAGE_SELF, &use);
  const auto of = [](const timeval& t) {
    return static_cast<double>(t.tv_sec) + static_cast<double>(t.tv_usec) / 1e6;
  };
  return of(use.ru_utime) + of(use.ru_stime);
}

inline wire::TlsIdentity identity_of(const test::Holder& holder) {
  return {holder.key.to_pem(), holder.chain};
}

// Pairs each two streams that come and pumps them.
class Relay {
 public:
  Relay(net::io_context& io, const test::Organisation& organisation) {
    wire::ServerOptions options;
    options.identity = identity_of(organisation.server());
    options.client_roots = organisation.root().certificate.to_pem();
    options.max_connections = 100;
    server_ = wire::RpcServer::create(io.get_executor(), options);
    server_->on_stream(kJoin, [this](wire::Caller, RpcStreamPtr s) { return join(std::move(s)); });
    server_->on_stream(kEcho, [](wire::Caller, RpcStreamPtr s) { return echo(std::move(s)); });
    server_->on_call(kCpu, [](wire::Caller, Bytes) { return cpu(); });
    server_->start([](const wire::Caller&) { return Result<void>{}; });
  }
  std::uint16_t port() const { return server_->port(); }

 private:
  net::awaitable<Result<void>> join(RpcStreamPtr stream) {
    if (!waiting_) {
      waiting_ = stream;
      co_await stream->gone();
      co_return Result<void>{};
    }
    RpcStreamPtr first = std::exchange(waiting_, nullptr);
    co_await wire::pump_both(std::move(first), std::move(stream));
    co_return Result<void>{};
  }
  static net::awaitable<Result<void>> echo(RpcStreamPtr stream) {
    for (;;) {
      Result<Bytes> message = co_await stream->read();
      if (!message) co_return Result<void>{};
      (void)co_await stream->write(std::move(*message));  // the next read tells
    }
  }
  static net::awaitable<Result<Bytes>> cpu() { co_return std::to_string(cpu_seconds()); }

  std::unique_ptr<wire::RpcServer> server_;
  RpcStreamPtr waiting_;
};

// The far ends, one thread as in the programs.
class Ends {
 public:
  Ends(const test::Organisation& organisation, std::uint16_t port, bool bounded) {
    for (auto* channel : {&agent_, &console_}) {
      wire::ChannelOptions options;
      options.host = "127.0.0.1";
      options.port = port;
      options.identity = identity_of(organisation.operator_named());
      options.roots = organisation.root().certificate.to_pem();
      options.check_server = [](const auto&, const auto&) { return Result<void>{}; };
      options.bounded_buffers = bounded;
      *channel = wire::RpcChannel::open(io_.get_executor(), options);
    }
  }

  template <class T>
  T run(net::awaitable<T> task) {
    auto future = net::co_spawn(io_, std::move(task), net::use_future);
    io_.restart();
    while (future.wait_for(std::chrono::seconds{0}) != std::future_status::ready) io_.run_one();
    return future.get();
  }

  net::io_context& io() { return io_; }
  wire::RpcChannel& agent() { return *agent_; }
  double relay_cpu() { return std::stod(*run(agent_->call(kCpu, "", std::chrono::seconds{20}))); }

  // The two ends of one tunnel.
  std::pair<RpcStreamPtr, RpcStreamPtr> join() {
    auto a = agent_->stream(kJoin);
    relay_cpu();  // one connection, in order: the first stream is there
    auto b = console_->stream(kJoin);
    return {std::move(a), std::move(b)};
  }

 private:
  net::io_context io_;
  std::unique_ptr<wire::RpcChannel> agent_, console_;
};

inline net::awaitable<void> both(net::awaitable<void> a, net::awaitable<void> b) {
  co_await (std::move(a) && std::move(b));
}

[[noreturn]] inline void run_relay(const test::Organisation& organisation, int port_pipe) {
  net::io_context io;
  const Relay relay(io, organisation);
  const std::uint16_t port = relay.port();
  if (write(port_pipe, &port, sizeof port) != sizeof port) std::abort();
  io.run();  // until killed
  std::abort();
}

// Runs `story` with the port of a relay that is there for it alone. To be called before gRPC has
// any thread.
template <class Story>
int beside_a_relay(const test::Organisation& organisation, Story story) {
  int port_pipe[2];
  if (pipe(port_pipe) != 0) return 1;
  const pid_t relay = fork();
  if (relay == 0) run_relay(organisation, port_pipe[1]);
  std::uint16_t port = 0;
  if (read(port_pipe[0], &port, sizeof port) != sizeof port) return 1;
  story(port);
  kill(relay, SIGKILL);
  waitpid(relay, nullptr, 0);
  return 0;
}

}  // namespace maintendue::bench
