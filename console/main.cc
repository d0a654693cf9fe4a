// maintendue-console: `serve` is the mediator's desk; every other word is a command of console/cli.
#include <signal.h>

#include <boost/asio/signal_set.hpp>
#include <cstdio>
#include <exception>
#include <optional>

#include "base/log.h"
#include "base/private_memory.h"
#include "console/browser_window.h"
#include "console/cli/cli.h"
#include "console/console.h"
#include "wire/play.h"

namespace {

using namespace maintendue;
using namespace maintendue::console;

void print_ready(Console& console, bool open) {
  const std::string address = console.new_address();
  std::printf("READY url=%s\n", address.c_str());
  std::fflush(stdout);
  if (open && !open_in_browser(address)) {
    log::event("console", log::Level::warning, "no browser could be opened");
  }
}

// SIGUSR1 prints another address; SIGTERM and SIGINT end the program.
net::awaitable<void> serve_until_told(Console& console, net::io_context& main) {
  net::signal_set signals(main, SIGTERM, SIGINT, SIGUSR1);
  for (;;) {
    const int signal = co_await signals.async_wait(net::use_awaitable);
    if (signal != SIGUSR1) break;
    print_ready(console, false);
  }
  co_await console.stop();
}

int serve(std::span<const char* const> words) {
  log::start("maintendue-console");
  const ServeOptions options = parse_serve_options(words);
  ::signal(SIGPIPE, SIG_IGN);
  ::signal(SIGCHLD, SIG_IGN);  // xdg-open's end is nobody's business
  net::io_context main{1};
  wire::SystemTimeline timeline(main.get_executor());
  Home home = open_home(options.home);
  auto dial = dial_relay(main.get_executor(), options.relay, home.certificate, timeline);
  Console console(
      main.get_executor(), timeline, std::move(home), Site::load(options.web), options.port,
      std::move(dial), options.enrolment
  );
  console.start();
  print_ready(console, options.open);
  wire::play(main, serve_until_told(console, main));
  return 0;
}

}  // namespace

int main(int argc, char** argv) {
  keep_memory_private();
  if (argc < 2 || std::string_view(argv[1]) != "serve") {
    log::start("maintendue-console", log::Level::warning);  // a command says itself what it did
    return cli::run(argc, argv);
  }
  try {
    return serve({argv + 2, argv + argc});
  } catch (const std::exception& problem) {
    std::fprintf(stderr, "%s\n", problem.what());
    return 1;
  }
}
