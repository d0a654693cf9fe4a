// What the inner TLS costs a tunnel: MB/s of 32 KiB frames with the seal and without, in turns.
// Both ends seal and open on one thread here; in life each has a machine of its own.
#include <algorithm>
#include <cstdio>
#include <vector>

#include "bench_relay.h"
#include "tunnel/sealed_tunnel.h"

namespace maintendue::bench {
namespace {

using Clock = std::chrono::steady_clock;

constexpr std::size_t kFrame = seal::kLongestRfb;

net::awaitable<void> send(RpcStreamPtr to, std::size_t count) {
  const Bytes frame(kFrame, 's');
  for (std::size_t i = 0; i < count; ++i) {
    const Result<void> sent = co_await to->write(frame);
    if (!sent) std::abort();
  }
}
net::awaitable<void> receive(RpcStreamPtr from, std::size_t count) {
  for (std::size_t i = 0; i < count; ++i) {
    const Result<Bytes> frame = co_await from->read();
    if (!frame) std::abort();
  }
}

std::unique_ptr<tunnel::SealedTunnel> seal_end(
    RpcStreamPtr stream, seal::Role role, const test::Holder& who
) {
  auto anybody = [](const std::string&) { return Result<void>{}; };
  seal::Endpoint end(role, {who.key, who.chain}, anybody);
  return std::make_unique<tunnel::SealedTunnel>(std::move(stream), std::move(end));
}
net::awaitable<void> shake(wire::Timeline& timeline, tunnel::SealedTunnel& tunnel) {
  const Result<void> shaken = co_await tunnel.handshake(timeline);
  if (!shaken) std::abort();
}
net::awaitable<void> send_sealed(tunnel::SealedTunnel& to, std::size_t count) {
  const Bytes frame(kFrame, 's');
  for (std::size_t i = 0; i < count; ++i) {
    const Result<void> sent = co_await to.write(seal::Channel::Rfb, frame);
    if (!sent) std::abort();
  }
}
net::awaitable<void> receive_sealed(tunnel::SealedTunnel& from, std::size_t count) {
  for (std::size_t i = 0; i < count; ++i) {
    const Result<seal::Frame> frame = co_await from.read();
    if (!frame) std::abort();
  }
}

double mb_per_s(std::size_t count, Clock::time_point since) {
  const double time = std::chrono::duration<double>(Clock::now() - since).count();
  return static_cast<double>(count * kFrame) / 1e6 / time;
}

double plain(Ends& ends, std::size_t count) {
  auto [a, b] = ends.join();
  ends.run(both(send(a, 50), receive(b, 50)));
  const auto since = Clock::now();
  ends.run(both(send(a, count), receive(b, count)));
  return mb_per_s(count, since);
}

double sealed(Ends& ends, const test::Organisation& organisation, std::size_t count) {
  wire::SystemTimeline timeline(ends.io().get_executor());
  auto [a, b] = ends.join();
  const auto pc = seal_end(a, seal::Role::Server, organisation.machine());
  const auto console = seal_end(b, seal::Role::Client, organisation.operator_named());
  ends.run(both(shake(timeline, *pc), shake(timeline, *console)));
  ends.run(both(send_sealed(*pc, 50), receive_sealed(*console, 50)));
  const auto since = Clock::now();
  ends.run(both(send_sealed(*pc, count), receive_sealed(*console, count)));
  return mb_per_s(count, since);
}

void compare(const test::Organisation& organisation, std::uint16_t port, int rounds) {
  Ends ends(organisation, port, true);
  constexpr std::size_t kCount = 200'000'000 / kFrame;
  std::vector<double> ratios;
  std::printf("without MB/s   with MB/s   ratio\n");
  for (int i = 0; i < rounds; ++i) {
    const double without = plain(ends, kCount);
    const double with = sealed(ends, organisation, kCount);
    ratios.push_back(with / without);
    std::printf("%12.0f %11.0f %7.2f\n", without, with, ratios.back());
  }
  std::ranges::sort(ratios);
  std::printf("median ratio %.2f\n", ratios[ratios.size() / 2]);
}

}  // namespace
}  // namespace maintendue::bench

// Argument: how many rounds, 9 when none is given.
int main(int argc, char** argv) {
  using namespace maintendue;
  const test::Organisation organisation("La Maison Numérique", std::chrono::system_clock::now());
  const int rounds = argc > 1 ? std::atoi(argv[1]) : 9;
  return bench::beside_a_relay(organisation, [&](std::uint16_t port) {
    bench::compare(organisation, port, std::max(rounds, 1));
  });
}
