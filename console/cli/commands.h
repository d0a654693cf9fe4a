// The commands, one a file. Each throws Stop when it can't; then nothing has changed on the disk.
#pragma once

#include <string>
#include <vector>

#include "base/clock.h"
#include "console/cli/terminal.h"

namespace maintendue::cli {

// Founds an organisation: root, relay, enrolment and the first administrator.
void org_init(Terminal& terminal, const std::vector<std::string>& arguments, WallTime now);
// One more person.
void org_add_operator(Terminal& terminal, const std::vector<std::string>& arguments, WallTime now);
// A token with which a workshop enrols PCs.
void org_workshop_token(
    Terminal& terminal, const std::vector<std::string>& arguments, WallTime now
);

}  // namespace maintendue::cli
