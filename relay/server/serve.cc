#include "relay/server/serve.h"

#include <sys/stat.h>
#include <systemd/sd-daemon.h>
#include <unistd.h>

#include <boost/asio/signal_set.hpp>
#include <csignal>
#include <cstdio>
#include <exception>

#include "base/log.h"
#include "base/private_memory.h"
#include "wire/play.h"

namespace maintendue::server {
namespace {

constexpr unsigned kLongestStopSeconds = 10;

net::awaitable<void> stop_at_signal(Served& served, net::signal_set& signals) {
  co_await signals.async_wait(net::use_awaitable);
  sd_notify(0, "STOPPING=1");
  alarm(kLongestStopSeconds);
  co_await served.stop();
}

void serve_until_signal(const Settings& settings, Make make) {
  net::io_context main{1};
  net::signal_set signals(main, SIGTERM, SIGINT);
  wire::SystemTimeline timeline(main.get_executor());
  const auto served = make(main.get_executor(), timeline, settings);
  served->start();
  std::printf("READY port=%u\n", static_cast<unsigned>(served->port()));
  std::fflush(stdout);
  sd_notify(0, "READY=1");
  wire::play(main, stop_at_signal(*served, signals));
}

}  // namespace

int serve(const char* program, std::span<const char* const> words, Make make) {
  for (const std::string_view word : words) {
    if (word != "--help" && word != "-h") continue;
    std::printf("%s%s\n", program, kUsage);
    return 0;
  }
  keep_memory_private();
  umask(077);
  std::signal(SIGPIPE, SIG_IGN);
  log::start(program);
  try {
    serve_until_signal(parse_settings(words), make);
    return 0;
  } catch (const std::exception& e) {
    std::fprintf(stderr, "%s: %s\n", program, e.what());
    return 1;
  }
}

}  // namespace maintendue::server
