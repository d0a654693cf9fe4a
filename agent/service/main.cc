// maintendue-agent: the service on a family's PC. `prepare-image` in the workshop, then `run`; or
// `enrol` once.

#include <sys/stat.h>
#include <unistd.h>

#include <boost/asio/signal_set.hpp>
#include <csignal>
#include <cstdio>
#include <iostream>

#include "agent/service/birth/enrolment.h"
#include "agent/service/birth/first_boot.h"
#include "agent/service/birth/image.h"
#include "agent/service/service.h"
#include "agent/service/verification/card.h"
#include "base/arguments.h"
#include "base/files.h"
#include "base/log.h"
#include "base/private_memory.h"
#include "identity/enrolment_code.h"
#include "wire/play.h"

namespace {

using namespace maintendue;
using namespace maintendue::agent;

constexpr int kUsage = 2;
constexpr int kFailed = 1;
constexpr auto kUsualState = "/var/lib/maintendue";

constexpr auto kHelp =
    "maintendue-agent prepare-image --root FILE --roster FILE --token FILE\n"
    "                      --server HOST:PORT --relay HOST:PORT\n"
    "maintendue-agent enrol (--token FILE | --code CODE) [--anew]\n"
    "                      [--root FILE] [--roster FILE] [--server HOST:PORT]\n"
    "maintendue-agent identity\n"
    "maintendue-agent run --socket PATH [--relay HOST:PORT] [--question-seconds N]\n"
    "Each with [--state DIR], which is /var/lib/maintendue when nobody says.\n";

int say(int code, const std::string& sentence) {
  std::cerr << sentence << "\n";
  return code;
}

// A refusal ends with its name, [not_allowed], by which logs and pages call it too.
int refuse(const Error& why, const std::string& sentence) {
  return say(kFailed, sentence + " [" + std::string(name(why.code)) + "]");
}
int refuse(const Error& why) { return refuse(why, why.detail); }
int refuse_state(const Error& why) {
  return refuse(why, "The state folder cannot be used: " + why.detail + ".");
}

std::string sentence(const Error& error, bool by_code) {
  switch (error.code) {
    case Errc::NotAllowed:
      return by_code ? "The code is not valid, over, or used by another PC, or this PC was turned "
                       "away: ask for "
                       "a new one."
                     : "The workshop token is not valid, over, or used up: ask for a new one.";
    case Errc::NotTrusted:
      return "The server at that address is not the association's own: check the address.";
    case Errc::RelayUnreachable:
    case Errc::TimedOut:
      return "The enrolment server does not answer: is it open, and is there Internet here?";
    case Errc::TryLater:
      return "Too many wrong tries from here: wait a minute, then try again.";
    default:
      return "This PC could not be enrolled: " + error.detail;
  }
}

net::awaitable<void> enrol_into(
    net::io_context& main, EnrolOptions options, Result<std::string>& id
) {
  const auto clock = std::make_shared<wire::SystemTimeline>(main.get_executor());
  if (options.code.empty()) {
    id = co_await enrol(main.get_executor(), clock, std::move(options));
    co_return;
  }
  const auto waits = [](const std::string& check_number) {
    std::cout << "Waiting: the association sees a PC with the number " << check_number
              << ", and has to admit it." << std::endl;
  };
  id = co_await enrol_by_code(main.get_executor(), clock, std::move(options), waits);
}

// What the command line names, or what lies in the state folder already.
Result<std::string> given_or_known(
    const Arguments& arguments, const char* name, const std::filesystem::path& known
) {
  return read_small_file(arguments.get(name, known.string()));
}

int enrol_command(const Arguments& arguments) {
  if (arguments.has("token") == arguments.has("code")) {
    return say(kUsage, "Either --token or --code is wanted.");
  }
  const std::filesystem::path state = arguments.get("state", kUsualState);
  const auto given = arguments.get("server");
  const auto server = given ? parse_dial_address(*given) : prepared_enrolment(state);
  if (!server) return say(kUsage, "--server wants HOST:PORT.");
  Result<std::string> root = given_or_known(arguments, "root", root_file(state));
  if (!root) return refuse(root.error());
  Result<std::string> roster = given_or_known(arguments, "roster", book_file(state));
  if (!roster) return refuse(roster.error());
  Result<std::string> token;
  if (const auto file = arguments.get("token")) token = read_small_file(*file);
  if (!token) return refuse(token.error());
  const auto code = identity::read_code(arguments.get("code", ""));
  if (arguments.has("code") && !code) {
    return say(kFailed, "That is not a code: it has ten letters and digits, like 7KQ4M-2XHTW.");
  }
  // Beside the identity of before, which is given up only for one that is there.
  const bool anew = arguments.has("anew");

  net::io_context main;
  EnrolOptions options{
      anew ? state / "anew" : state, *root, *roster, *token, *server, code.value_or("")
  };
  Result<std::string> id = fail(Errc::Internal);
  wire::play(main, enrol_into(main, std::move(options), id));
  if (!id) return refuse(id.error(), sentence(id.error(), code.has_value()));
  if (anew) {
    if (auto taken = take_identity(state, state / "anew"); !taken) {
      return refuse(taken.error());
    }
  }
  forget_token(state);
  std::cout << *id << std::endl;
  return 0;
}

std::string day(WallTime when) {
  const std::chrono::year_month_day date{std::chrono::floor<std::chrono::days>(when)};
  char text[16];
  std::snprintf(
      text, sizeof(text), "%04d-%02u-%02u", static_cast<int>(date.year()),
      static_cast<unsigned>(date.month()), static_cast<unsigned>(date.day())
  );
  return text;
}

std::string sentence(const Image& image) {
  std::string removed;
  for (const std::string& word : image.removed) removed += (removed.empty() ? "" : ", ") + word;
  const std::string gone = removed.empty()
                               ? "Nothing of this PC's own was in the way."
                               : "Removed, because only this PC had it: " + removed + ".";
  return gone + "\nReady: shut this PC down and take the image. Its token enrols " +
         std::to_string(image.uses) + " PCs until " + day(image.token_ends) +
         ", and they believe no roster older than that of " + day(image.roster_made) + ".";
}

int prepare_command(const Arguments& arguments) {
  if (::geteuid() == 0) {
    return say(kFailed, "Prepare the image as the user that the agent runs as, not as root.");
  }
  for (const char* name : {"root", "roster", "token", "server", "relay"}) {
    if (auto needed = arguments.need(name); !needed) return say(kUsage, needed.error().detail);
  }
  Prepared prepared;
  prepared.enrolment = *arguments.get("server");
  prepared.relay = *arguments.get("relay");
  if (!parse_dial_address(prepared.enrolment)) return say(kUsage, "--server wants HOST:PORT.");
  if (!parse_dial_address(prepared.relay)) return say(kUsage, "--relay wants HOST:PORT.");
  const std::pair<const char*, std::string*> files[] = {
      {"root", &prepared.root_pem}, {"roster", &prepared.roster}, {"token", &prepared.token}
  };
  for (const auto& [name, content] : files) {
    Result<std::string> read = read_small_file(*arguments.get(name));
    if (!read) return refuse(read.error());
    *content = std::move(*read);
  }
  const auto image = prepare_image(
      arguments.get("state", kUsualState), prepared, std::chrono::system_clock::now()
  );
  if (!image) return refuse(image.error());
  std::cout << sentence(*image) << std::endl;
  return 0;
}

// Read by whoever stands before this PC, and given to `maintendue-console machine verify`.
int identity_command(const Arguments& arguments) {
  const std::filesystem::path state = arguments.get("state", kUsualState);
  Result<MachineState> machine = load_state(state);
  if (!machine) {
    return refuse_state(machine.error());
  }
  std::cout << card_of(*machine, load_book(state)->trust()).text << std::endl;
  return 0;
}

net::awaitable<void> until_stopped(net::io_context& main) {
  net::signal_set stops(main, SIGINT, SIGTERM);
  (void)co_await stops.async_wait(net::use_awaitable);  // which one does not matter
}

net::awaitable<void> born_or_stopped(
    net::io_context& main, std::filesystem::path state, Prepared prepared
) {
  const auto timeline = std::make_shared<wire::SystemTimeline>(main.get_executor());
  auto born = enrol_at_first_boot(main.get_executor(), timeline, state, std::move(prepared));
  auto stopped = until_stopped(main);
  (void)co_await (std::move(born) || std::move(stopped));  // the state folder tells which
}

net::awaitable<void> stop_at_signal(net::io_context& main, Service& service) {
  co_await until_stopped(main);
  co_await service.stop();
}

int run_command(const Arguments& arguments) {
  if (::geteuid() == 0) {
    return say(kFailed, "The agent does not run as root: start it as a user of its own.");
  }
  if (auto needed = arguments.need("socket"); !needed) return say(kUsage, needed.error().detail);
  const std::filesystem::path state = arguments.get("state", kUsualState);
  if (Result<Prepared> prepared = load_prepared(state); prepared && !load_state(state)) {
    net::io_context before;
    wire::play(before, born_or_stopped(before, state, std::move(*prepared)));
    if (!load_state(state)) return 0;  // it was stopped first
  }
  forget_token(state);
  const auto given = arguments.get("relay");
  const auto relay = given ? parse_dial_address(*given) : prepared_relay(state);
  if (!relay) return say(kUsage, "--relay wants HOST:PORT.");
  Result<MachineState> machine = load_state(state);
  if (!machine) return refuse_state(machine.error());
  Result<roster::Book> book = load_book(state);
  if (!book) return refuse_state(book.error());
  Session::Settings settings;
  settings.organisation = book->trust().organisation();
  if (auto seconds = arguments.get("question-seconds")) {
    settings.patience = std::chrono::seconds{std::clamp(std::atoi(seconds->c_str()), 1, 180)};
  }

  net::io_context main;
  const auto timeline = std::make_shared<wire::SystemTimeline>(main.get_executor());
  auto dial_relay = [&](std::shared_ptr<const MachineState> state, const identity::Trust& trust,
                        WallTime floor, Purpose purpose) {
    return dial(main.get_executor(), *relay, std::move(state), trust, timeline, floor, purpose);
  };
  Service service(
      main.get_executor(), {.machine = std::move(*machine),
                            .book = std::move(*book),
                            .state = state,
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
  constexpr std::string_view kNames[] = {"state",  "root",  "roster", "token",
                                         "server", "relay", "socket", "question-seconds",
                                         "debug!", "anew!", "code"};
  const std::span<const char* const> words(argv + std::min(argc, 2), argv + argc);
  Result<Arguments> arguments = Arguments::parse(words, kNames);
  if (!arguments) return say(kUsage, arguments.error().detail + "\n" + kHelp);
  log::start("maintendue-agent", arguments->has("debug") ? log::Level::debug : log::Level::info);
  try {
    if (command == "prepare-image") return prepare_command(*arguments);
    if (command == "enrol") return enrol_command(*arguments);
    if (command == "identity") return identity_command(*arguments);
    if (command == "run") return run_command(*arguments);
  } catch (const std::exception& error) {
    return say(kFailed, error.what());
  }
  return say(kUsage, kHelp);
}
