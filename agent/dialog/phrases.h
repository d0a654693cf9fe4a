// Pieces of which the windows' sentences are made.
#pragma once

#include <string>

#include "base/clock.h"

namespace maintendue::dialog {

// The text of GLib's, which is freed.
std::string taken(char* owned);
// Fit to stand in Pango markup.
std::string escaped(const std::string& text);
std::string without_marks(const std::string& marked);
// A name as we show it: valid UTF-8, one line, cut after 48 characters, no direction marks of its
// own.
std::string tidy_name(const std::string& name);
// Likewise; "Your contact" for nobody's.
std::string shown_name(const std::string& name);
// The day at the family's place: "Tuesday 3 December".
std::string date_words(WallTime time);
std::string year_words(WallTime time);
// The hour and minute there.
std::string clock_words(WallTime time);
// Likewise; a full hour as people say it.
std::string hour_words(WallTime time);
// A number keeps together and reads from its first digit, whatever stands around it.
std::string phone_words(const std::string& phone);

}  // namespace maintendue::dialog
