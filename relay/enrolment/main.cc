// maintendue-enrolment: from the command line to an exit code.
#include <google/protobuf/stubs/logging.h>
#include <sys/stat.h>
#include <systemd/sd-daemon.h>

#include <boost/asio/signal_set.hpp>
#include <csignal>
#include <cstdio>
#include <exception>

#include "base/log.h"
#include "relay/enrolment/enrolment.h"

namespace {

using namespace maintendue;

net::awaitable<void> serve_until_signal(enrolment::Enrolment& enrolment, net::signal_set& signals) {
  co_await signals.async_wait(net::use_awaitable);
  sd_notify(0, "STOPPING=1");
  co_await enrolment.stop();
}

int run(std::span<const char* const> arguments) {
  const enrolment::Settings settings = enrolment::parse_settings(arguments);
  net::io_context context{1};
  net::signal_set signals(context, SIGTERM, SIGINT);
  wire::SystemTimeline timeline(context.get_executor());
  enrolment::Enrolment enrolment(context.get_executor(), timeline, settings);
  enrolment.start();
  std::printf("READY port=%u\n", static_cast<unsigned>(enrolment.port()));
  std::fflush(stdout);
  sd_notify(0, "READY=1");
  std::exception_ptr failure;
  const auto done = [&](std::exception_ptr e) {
    failure = e;
    context.stop();
  };
  net::co_spawn(context, serve_until_signal(enrolment, signals), done);
  context.run();
  if (failure) std::rethrow_exception(failure);
  return 0;
}

}  // namespace

int main(int argc, char** argv) {
  umask(077);
  std::signal(SIGPIPE, SIG_IGN);
  log::start("maintendue-enrolment");
  google::protobuf::SetLogHandler(nullptr);  // any stranger could fill the log with bad messages
  try {
    return run({argv + 1, static_cast<std::size_t>(argc - 1)});
  } catch (const std::exception& e) {
    std::fprintf(stderr, "maintendue-enrolment: %s\n", e.what());
    return 1;
  }
}
