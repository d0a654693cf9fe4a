#include "console/cli/cli.h"

#include <exception>

#include "console/cli/commands.h"

namespace maintendue::cli {
namespace {

using Command = void (*)(Terminal&, const std::vector<std::string>&, WallTime);

Command command_called(const std::string& name) {
  if (name == "init") return org_init;
  if (name == "add-operator") return org_add_operator;
  if (name == "workshop-token") return org_workshop_token;
  return nullptr;
}

bool asks_for_help(const std::vector<std::string>& arguments) {
  for (const std::string& argument : arguments) {
    if (argument == "--help" || argument == "-h") return true;
  }
  return false;
}

void dispatch(const std::vector<std::string>& arguments, Terminal& terminal, WallTime now) {
  if (asks_for_help(arguments)) {
    terminal.out() << say(terminal.language(), Word::Usage) << "\n";
    return;
  }
  if (arguments.empty()) stop_usage(terminal, Word::Usage);
  if (arguments[0] != "org") stop_usage(terminal, Word::UnknownCommand, {arguments[0]});
  const std::string name = arguments.size() > 1 ? arguments[1] : std::string();
  const Command command = command_called(name);
  if (command == nullptr) stop_usage(terminal, Word::UnknownCommand, {"org " + name});
  command(terminal, {arguments.begin() + 2, arguments.end()}, now);
}

}  // namespace

int run(const std::vector<std::string>& arguments, Terminal& terminal, WallTime now) {
  try {
    dispatch(arguments, terminal, now);
    return 0;
  } catch (const Stop& stop) {
    terminal.err() << stop.sentence << "\n";
    return stop.exit_code;
  } catch (const std::exception& e) {
    terminal.err() << e.what() << "\n";
    return 1;
  }
}

int run(int argc, char** argv) {
  ProcessTerminal terminal;
  return run({argv + 1, argv + argc}, terminal, std::chrono::system_clock::now());
}

}  // namespace maintendue::cli
