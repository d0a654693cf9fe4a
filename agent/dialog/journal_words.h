// What the PC's journal says. Pure, as words.h.
#pragma once

#include <string>
#include <vector>

#include "agent/dialog/message.h"

namespace maintendue::dialog {

// A session: four short lines.
struct VisitWords {
  std::string when;
  std::string who;    // and in which call, and for how long
  std::string could;  // what was allowed
  std::string ended;
  std::string spoken;  // all of it, for a screen reader
};

struct JournalWords {
  std::string title;
  std::string organisation;
  std::string about;   // what the list is
  std::string none;    // in its place; empty: there are visits
  std::string unread;  // that some are not in it; empty: all are
  std::vector<VisitWords> visits;
  std::string older;  // below it; empty: that was all
  std::string print;
  std::string close;
};

JournalWords words_for(const Journal& journal);

}  // namespace maintendue::dialog
