// What a tunnel costs the relay: MB/s and CPU seconds per GB through one pump, and how much later a
// frame arrives than without the relay's second leg.
#include <algorithm>
#include <cstdio>
#include <vector>

#include "bench_relay.h"

namespace maintendue::bench {
namespace {

using Clock = std::chrono::steady_clock;

double seconds(Clock::duration time) { return std::chrono::duration<double>(time).count(); }

net::awaitable<void> send(RpcStreamPtr to, Bytes frame, std::size_t count) {
  for (std::size_t i = 0; i < count; ++i) {
    if (!co_await to->write(frame)) std::abort();
  }
}
net::awaitable<void> receive(RpcStreamPtr from, std::size_t count) {
  for (std::size_t i = 0; i < count; ++i) {
    if (!co_await from->read()) std::abort();
  }
}
// 64 bytes there and back; `far` answers when it is given.
net::awaitable<std::vector<double>> ping(RpcStreamPtr near, RpcStreamPtr far, int count) {
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

struct Bulk {
  double mb_per_s, cpu_per_gb;
};
Bulk bulk(Ends& ends, std::size_t frame, std::size_t total) {
  auto [a, b] = ends.join();
  ends.run(ping(a, b, 20));
  const double cpu = ends.relay_cpu();
  const auto start = Clock::now();
  auto sending = send(a, Bytes(frame, 's'), total / frame);
  auto receiving = receive(b, total / frame);
  ends.run(both(std::move(sending), std::move(receiving)));
  const double time = seconds(Clock::now() - start);
  const auto bytes = static_cast<double>(total / frame * frame);
  return {bytes / 1e6 / time, (ends.relay_cpu() - cpu) / (bytes / 1e9)};
}

// Round trips in seconds, sorted: through the pump, or to the relay alone.
std::vector<double> round_trips(Ends& ends, bool through, int count) {
  std::vector<double> times;
  if (through) {
    auto [a, b] = ends.join();
    ends.run(ping(a, b, 50));
    times = ends.run(ping(a, b, count));
  } else {
    auto direct = ends.agent().stream(kEcho);
    ends.run(ping(direct, nullptr, 50));
    times = ends.run(ping(direct, nullptr, count));
  }
  std::sort(times.begin(), times.end());
  return times;
}

void print_latency(Ends& ends) {
  const auto direct = round_trips(ends, false, 4000);
  const auto pumped = round_trips(ends, true, 4000);
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
      const auto [speed, cpu] = bulk(ends, frame * 1024, bytes);
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
  const std::size_t megabytes = argc > 1 ? std::strtoul(argv[1], nullptr, 10) : 500;
  return bench::beside_a_relay(organisation, [&](std::uint16_t port) {
    bench::run_ends(organisation, port, megabytes * 1'000'000);
  });
}
