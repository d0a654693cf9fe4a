#include "console/cli/cli.h"

#include <algorithm>
#include <exception>

#include "console/cli/commands.h"

namespace maintendue::cli {
namespace {

using Command = void (*)(Terminal&, const std::vector<std::string>&, WallTime);

struct Named {
  std::string_view words;
  Command command;
};

constexpr Named kCommands[] = {
    {"help answer", help_answer},
    {"help list", help_list},
    {"household add", household_add},
    {"household change", household_change},
    {"household erase", household_erase},
    {"household give", household_give},
    {"household list", household_list},
    {"household recover", household_recover},
    {"household show", household_show},
    {"log export", log_export},
    {"machine verify", machine_verify},
    {"org init", org_init},
    {"org recover", org_recover},
    {"org renew-servers", org_renew_servers},
    {"org replace-root", org_replace_root},
    {"org replace-roster-key", org_replace_roster_key},
    {"org workshop-token", org_workshop_token},
    {"passphrase change", passphrase_change},
    {"roster show", roster_show},
    {"roster add", roster_add},
    {"roster set-roles", roster_set_roles},
    {"roster remove", roster_remove},
    {"roster new-key", roster_new_key},
    {"roster lift", roster_lift},
    {"roster revoke-machine", roster_revoke_machine},
    {"roster set-deputy", roster_set_deputy},
    {"roster set-phone", roster_set_phone},
    {"roster set-hours", roster_set_hours},
    {"roster set-photo", roster_set_photo},
    {"roster extend", roster_extend},
    {"roster renew", roster_renew},
    {"roster publish", roster_publish},
};

Command command_called(std::string_view words) {
  const auto named = std::ranges::find(kCommands, words, &Named::words);
  return named == std::end(kCommands) ? nullptr : named->command;
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
  if (arguments[0] == "verify-log") {
    return verify_log(terminal, {arguments.begin() + 1, arguments.end()}, now);
  }
  const std::string words = arguments.size() > 1 ? arguments[0] + " " + arguments[1] : arguments[0];
  const Command command = command_called(words);
  if (command == nullptr) stop_usage(terminal, Word::UnknownCommand, {words});
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
