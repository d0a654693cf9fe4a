// maintendue-agent: the service on a family's PC. `enrol` once, then `run`.

#include <sys/stat.h>
#include <unistd.h>

#include <boost/asio/signal_set.hpp>
#include <csignal>
#include <cstdio>
#include <iostream>

#include "agent/service/enrolment.h"
#include "agent/service/service.h"
#include "base/arguments.h"
#include "base/files.h"
#include "base/log.h"
#include "base/private_memory.h"
#include "machine_record/machine_record.h"
#include "wire/play.h"

namespace {

using namespace maintendue;
using namespace maintendue::agent;

constexpr int kUsage = 2;
constexpr int kFailed = 1;

constexpr auto kHelp =
    "maintendue-agent enrol --state DIR --root FILE --roster FILE --token FILE\n"
    "                      --server HOST:PORT\n"
    "maintendue-agent identity --state DIR\n"
    "maintendue-agent run --state DIR --relay HOST:PORT --socket PATH [--question-seconds N]\n";

int say(int code, const std::string& sentence) {
  std::cerr << sentence << "\n";
  return code;
}

std::string sentence(const Error& error) {
  switch (error.code) {
    case Errc::NotAllowed:
      return "The workshop token is not valid, over, or used up: ask for a new one.";
    case Errc::NotTrusted:
      return "The server at that address is not the association's own: check the address.";
    case Errc::RelayUnreachable:
    case Errc::TimedOut:
      return "The enrolment server does not answer: is it open, and is there Internet here?";
    case Errc::TryLater:
      return "Too many wrong tokens from here: wait a minute, then try again.";
    default:
      return "This PC could not be enrolled: " + error.detail;
  }
}

net::awaitable<void> enrol_into(
    net::io_context& main, EnrolOptions options, Result<std::string>& id
) {
  const auto clock = std::make_shared<wire::SystemTimeline>(main.get_executor());
  id = co_await enrol(main.get_executor(), clock, std::move(options));
}

int enrol_command(const Arguments& arguments) {
  for (const char* name : {"state", "root", "roster", "token", "server"}) {
    if (auto needed = arguments.need(name); !needed) return say(kUsage, needed.error().detail);
  }
  const auto server = parse_dial_address(*arguments.get("server"));
  if (!server) return say(kUsage, "--server wants HOST:PORT.");
  Result<std::string> root = read_small_file(*arguments.get("root"));
  if (!root) return say(kFailed, root.error().detail);
  Result<std::string> roster = read_small_file(*arguments.get("roster"));
  if (!roster) return say(kFailed, roster.error().detail);
  Result<std::string> token = read_small_file(*arguments.get("token"));
  if (!token) return say(kFailed, token.error().detail);

  net::io_context main;
  EnrolOptions options{*arguments.get("state"), *root, *roster, *token, *server};
  Result<std::string> id = fail(Errc::Internal);
  wire::play(main, enrol_into(main, std::move(options), id));
  if (!id) return say(kFailed, sentence(id.error()));
  std::cout << *id << std::endl;
  return 0;
}

// Read by whoever stands before this PC, and given to `maintendue-console machine verify`.
int identity_command(const Arguments& arguments) {
  if (auto needed = arguments.need("state"); !needed) return say(kUsage, needed.error().detail);
  Result<MachineState> machine = load_state(*arguments.get("state"));
  if (!machine) {
    return say(kFailed, "The state folder cannot be used: " + machine.error().detail + ".");
  }
  const Bytes key_hash = identity::sha256(machine->key.public_key());
  std::cout << machine_record::card_text(MachineId{machine->machine_id}, key_hash, machine->trust)
            << std::endl;
  return 0;
}

net::awaitable<void> stop_at_signal(net::io_context& main, Service& service) {
  net::signal_set stops(main, SIGINT, SIGTERM);
  (void)co_await stops.async_wait(net::use_awaitable);  // which one does not matter
  co_await service.stop();
}

int run_command(const Arguments& arguments) {
  if (::geteuid() == 0) {
    return say(kFailed, "The agent does not run as root: start it as a user of its own.");
  }
  for (const char* name : {"state", "relay", "socket"}) {
    if (auto needed = arguments.need(name); !needed) return say(kUsage, needed.error().detail);
  }
  const auto relay = parse_dial_address(*arguments.get("relay"));
  if (!relay) return say(kUsage, "--relay wants HOST:PORT.");
  Result<MachineState> machine = load_state(*arguments.get("state"));
  if (!machine) {
    return say(kFailed, "The state folder cannot be used: " + machine.error().detail + ".");
  }
  Result<roster::Book> book = load_book(*arguments.get("state"), machine->trust);
  if (!book) {
    return say(kFailed, "The state folder cannot be used: " + book.error().detail + ".");
  }
  Session::Settings settings;
  settings.organisation = machine->trust.organisation();
  if (auto seconds = arguments.get("question-seconds")) {
    settings.patience = std::chrono::seconds{std::clamp(std::atoi(seconds->c_str()), 1, 180)};
  }

  net::io_context main;
  const auto timeline = std::make_shared<wire::SystemTimeline>(main.get_executor());
  auto dial_relay = [&](std::shared_ptr<const MachineState> state, WallTime floor,
                        Purpose purpose) {
    return dial(main.get_executor(), *relay, std::move(state), timeline, floor, purpose);
  };
  Service service(
      main.get_executor(), {.machine = std::move(*machine),
                            .book = std::move(*book),
                            .state = *arguments.get("state"),
                            .socket = *arguments.get("socket"),
                            .session = settings,
                            .timeline = timeline,
                            .dial = dial_relay}
  );
  service.start();
  std::cout << "READY" << std::endl;
  wire::play(main, stop_at_signal(main, service));
  return 0;
}

}  // namespace

int main(int argc, char** argv) {
  keep_memory_private();
  ::umask(077);
  std::signal(SIGPIPE, SIG_IGN);
  const std::string_view command = argc > 1 ? argv[1] : "";
  constexpr std::string_view kNames[] = {"state", "root",   "roster",           "token", "server",
                                         "relay", "socket", "question-seconds", "debug!"};
  const std::span<const char* const> words(argv + std::min(argc, 2), argv + argc);
  Result<Arguments> arguments = Arguments::parse(words, kNames);
  if (!arguments) return say(kUsage, arguments.error().detail + "\n" + kHelp);
  log::start("maintendue-agent", arguments->has("debug") ? log::Level::debug : log::Level::info);
  try {
    if (command == "enrol") return enrol_command(*arguments);
    if (command == "identity") return identity_command(*arguments);
    if (command == "run") return run_command(*arguments);
  } catch (const std::exception& error) {
    return say(kFailed, error.what());
  }
  return say(kUsage, kHelp);
}
