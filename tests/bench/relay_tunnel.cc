// What a tunnel costs the relay: MB/s and CPU seconds per GB through one pump, and how much later a
// frame arrives than without the relay's second leg. Mutual TLS on both legs, both ends and the
// relay on this machine; the relay is a process of its own, so that its CPU is counted alone.
#include <signal.h>
#include <sys/resource.h>
#include <sys/wait.h>
#include <unistd.h>

#include <algorithm>
#include <boost/asio/use_future.hpp>
#include <cstdio>
#include <cstdlib>
#include <future>
#include <thread>
#include <vector>

#include "tests/support/organisation.h"
#include "wire/pump.h"
#include "wire/rpc_channel.h"
#include "wire/rpc_server.h"
#include "wire/signal.h"

namespace maintendue::bench {
namespace {

using namespace std::chrono_literals;
using Clock = std::chrono::steady_clock;
using wire::RpcStreamPtr;

const char* const kJoin = "/bench/Join";
const char* const kEcho = "/bench/Echo";
const char* const kCpu = "/bench/Cpu";

double seconds(Clock::duration time) { return std::chrono::duration<double>(time).count(); }

double cpu_seconds() {
  rusage use{};
  getrusage(RUSAGE_SELF, &use);
  const auto of = [](const timeval& t) {
    return static_cast<double>(t.tv_sec) + static_cast<double>(t.tv_usec) / 1e6;
  };
  return of(use.ru_utime) + of(use.ru_stime);
}

wire::TlsIdentity identity_of(const test::Holder& holder) {
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
    while (future.wait_for(0s) != std::future_status::ready) io_.run_one();
    return future.get();
  }

  double relay_cpu() { return std::stod(*run(agent_->call(kCpu, "", 20s))); }

  struct Bulk {
    double mb_per_s, cpu_per_gb;
  };
  Bulk bulk(std::size_t frame, std::size_t total) {
    auto [a, b] = join();
    run(ping(a, b, 20));
    const double cpu = relay_cpu();
    const auto start = Clock::now();
    auto sending = send(a, Bytes(frame, 's'), total / frame);
    auto receiving = receive(b, total / frame);
    run(both(std::move(sending), std::move(receiving)));
    const double time = seconds(Clock::now() - start);
    const auto bytes = static_cast<double>(total / frame * frame);
    return {bytes / 1e6 / time, (relay_cpu() - cpu) / (bytes / 1e9)};
  }

  // Round trips in seconds, sorted: through the pump, or to the relay alone.
  std::vector<double> round_trips(bool through, int count) {
    std::vector<double> times;
    if (through) {
      auto [a, b] = join();
      run(ping(a, b, 50));
      times = run(ping(a, b, count));
    } else {
      auto direct = agent_->stream(kEcho);
      run(ping(direct, nullptr, 50));
      times = run(ping(direct, nullptr, count));
    }
    std::sort(times.begin(), times.end());
    return times;
  }

 private:
  std::pair<RpcStreamPtr, RpcStreamPtr> join() {
    auto a = agent_->stream(kJoin);
    relay_cpu();  // one connection, in order: the first stream is there
    auto b = console_->stream(kJoin);
    return {std::move(a), std::move(b)};
  }
  static net::awaitable<void> send(RpcStreamPtr to, Bytes frame, std::size_t count) {
    for (std::size_t i = 0; i < count; ++i) {
      if (!co_await to->write(frame)) std::abort();
    }
  }
  static net::awaitable<void> receive(RpcStreamPtr from, std::size_t count) {
    for (std::size_t i = 0; i < count; ++i) {
      if (!co_await from->read()) std::abort();
    }
  }
  static net::awaitable<void> both(net::awaitable<void> a, net::awaitable<void> b) {
    co_await (std::move(a) && std::move(b));
  }
  // 64 bytes there and back; `far` answers when it is given.
  static net::awaitable<std::vector<double>> ping(RpcStreamPtr near, RpcStreamPtr far, int count) {
    std::vector<double> times;
    for (int i = 0; i < count; ++i) {
      const auto start = Clock::now();
      if (!co_await near->write(Bytes(64, 'p'))) std::abort();
      if (far) {
        Result<Bytes> heard = co_await far->read();
        if (!heard || !co_await far->write(std::move(*heard))) std::abort();
      }
      if (!co_await near->read()) std::abort();
      times.push_back(seconds(Clock::now() - start));
    }
    co_return times;
  }

  net::io_context io_;
  std::unique_ptr<wire::RpcChannel> agent_, console_;
};

[[noreturn]] void run_relay(const test::Organisation& organisation, int port_pipe) {
  net::io_context io;
  const Relay relay(io, organisation);
  const std::uint16_t port = relay.port();
  if (write(port_pipe, &port, sizeof port) != sizeof port) std::abort();
  io.run();  // until killed
  std::abort();
}

void print_latency(Ends& ends) {
  const auto direct = ends.round_trips(false, 4000);
  const auto pumped = ends.round_trips(true, 4000);
  const auto us = [](const std::vector<double>& times, double part) {
    return times[static_cast<std::size_t>(part * static_cast<double>(times.size() - 1))] * 1e6;
  };
  std::printf("\n64 byte round trip     median us    p99 us\n");
  std::printf("to the relay alone     %9.0f %9.0f\n", us(direct, 0.5), us(direct, 0.99));
  std::printf("through the pump       %9.0f %9.0f\n", us(pumped, 0.5), us(pumped, 0.99));
  std::printf(
      "added by the relay     %9.0f %9.0f\n", us(pumped, 0.5) - us(direct, 0.5),
      us(pumped, 0.99) - us(direct, 0.99)
  );
}

void run_ends(const test::Organisation& organisation, std::uint16_t port, std::size_t bytes) {
  std::printf("frame     buffers      MB/s   relay CPU s/GB\n");
  for (const bool bounded : {true, false}) {
    for (const std::size_t frame : {std::size_t{16}, std::size_t{64}}) {
      Ends ends(organisation, port, bounded);
      const auto [speed, cpu] = ends.bulk(frame * 1024, bytes);
      const char* const word = bounded ? "bounded" : "default";
      std::printf("%2zu KiB    %-8s %7.0f %11.1f\n", frame, word, speed, cpu);
    }
  }
  Ends ends(organisation, port, true);
  print_latency(ends);
}

}  // namespace
}  // namespace maintendue::bench

// Argument: megabytes a row, 500 when none is given.
int main(int argc, char** argv) {
  using namespace maintendue;
  const test::Organisation organisation("La Maison Numérique", std::chrono::system_clock::now());
  int port_pipe[2];
  if (pipe(port_pipe) != 0) return 1;
  const pid_t relay = fork();  // before gRPC has any thread
  if (relay == 0) bench::run_relay(organisation, port_pipe[1]);
  std::uint16_t port = 0;
  if (read(port_pipe[0], &port, sizeof port) != sizeof port) return 1;
  const std::size_t megabytes = argc > 1 ? std::strtoul(argv[1], nullptr, 10) : 500;
  bench::run_ends(organisation, port, megabytes * 1'000'000);
  kill(relay, SIGKILL);
  waitpid(relay, nullptr, 0);
  return 0;
}
