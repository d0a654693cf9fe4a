// What is wrong in a PC's history of session logs, in one sentence.
#pragma once

#include <optional>

#include "console/cli/words.h"
#include "session_log/history.h"

namespace maintendue::cli {

// The first that is missing or wrong; nothing when all is well.
std::optional<std::string> first_trouble(Language language, const session_log::History& history);

}  // namespace maintendue::cli
