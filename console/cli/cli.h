// maintendue-console for everything but `serve`: reads the command, runs it, says why not.
#pragma once

#include <string>
#include <vector>

#include "base/clock.h"
#include "console/cli/terminal.h"

namespace maintendue::cli {

// `arguments` without the program's name. Returns the exit code: 0, 1 when it failed, 2 when the
// command line itself is wrong, 3 when verify-log found something; then one sentence stands on
// terminal.err().
int run(const std::vector<std::string>& arguments, Terminal& terminal, WallTime now);

// The same on this process's own terminal and clock, for main().
int run(int argc, char** argv);

}  // namespace maintendue::cli
