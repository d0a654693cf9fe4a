// A family's request for help in one line, and the moment of a call as it is typed.
#pragma once

#include <optional>

#include "console/cli/words.h"
#include "maintendue/local/v1/console.pb.h"

namespace maintendue::cli {

std::string help_line(Language language, const local::v1::HelpCall& call);

// "2026-12-01 14:00", by the clock of this place: there and back. Nullopt for anything else, or a
// moment that this place's calendar has not.
std::string minute_words(WallTime when);
std::optional<WallTime> minute_named(const std::string& words);

}  // namespace maintendue::cli
