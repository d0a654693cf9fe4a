// maintendue-relay: from the command line to an exit code.
#include <sys/resource.h>
#include <sys/stat.h>
#include <systemd/sd-daemon.h>
#include <unistd.h>

#include <boost/asio/signal_set.hpp>
#include <csignal>
#include <cstdio>
#include <exception>

#include "base/log.h"
#include "relay/relay.h"

namespace {

using namespace maintendue;

constexpr unsigned kLongestStopSeconds = 10;

// One descriptor a connection: the shell's usual 1024 would be a few hundred families.
void raise_descriptor_limit() {
  rlimit limit{};
  if (getrlimit(RLIMIT_NOFILE, &limit) != 0) return;
  limit.rlim_cur = limit.rlim_max;
  (void)setrlimit(RLIMIT_NOFILE, &limit);  // what we have is better than nothing
}

net::awaitable<void> serve_until_signal(relay::Relay& relay, net::signal_set& signals) {
  co_await signals.async_wait(net::use_awaitable);
  sd_notify(0, "STOPPING=1");
  // A stop that hangs is cut short: what was acknowledged is on the disk already.
  alarm(kLongestStopSeconds);
  co_await relay.stop();
}

int run(std::span<const char* const> arguments) {
  const relay::Settings settings = relay::parse_settings(arguments);
  net::io_context context{1};
  net::signal_set signals(context, SIGTERM, SIGINT);
  wire::SystemTimeline timeline(context.get_executor());
  relay::Relay relay(context.get_executor(), timeline, settings);
  relay.start();
  std::printf("READY port=%u\n", static_cast<unsigned>(relay.port()));
  std::fflush(stdout);
  sd_notify(0, "READY=1");
  std::exception_ptr failure;
  const auto done = [&](std::exception_ptr e) {
    failure = e;
    context.stop();
  };
  net::co_spawn(context, serve_until_signal(relay, signals), done);
  context.run();
  if (failure) std::rethrow_exception(failure);
  return 0;
}

}  // namespace

int main(int argc, char** argv) {
  umask(077);
  std::signal(SIGPIPE, SIG_IGN);
  raise_descriptor_limit();
  log::start("maintendue-relay");
  try {
    return run({argv + 1, static_cast<std::size_t>(argc - 1)});
  } catch (const std::exception& e) {
    std::fprintf(stderr, "maintendue-relay: %s\n", e.what());
    return 1;
  }
}
