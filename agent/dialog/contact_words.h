// Whom a family calls, and when. Pure, as words.h.
#pragma once

#include <string>

#include "base/clock.h"
#include "hours/hours.h"

namespace maintendue::dialog {

// The association's name, tidied, and its number, marked; empty when there is none.
std::string contact_words(const std::string& organisation, const std::string& phone);
// Today's hours while they are not over, else when it opens again, by the clock of the wall at the
// PC; empty when nobody has said.
std::string hours_words(const hours::Hours& hours, WallTime now);

}  // namespace maintendue::dialog
