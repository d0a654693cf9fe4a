// What the window says in which help is refused for good, or wanted again. Pure, as words.h.
#pragma once

#include <string>
#include <vector>

#include "agent/dialog/message.h"
#include "agent/dialog/words.h"

namespace maintendue::dialog {

struct FarewellPoint {
  const char* icon;  // of agent/icons/lucide
  std::string sentence;
};

struct FarewellWords {
  std::string title;
  std::string organisation;
  std::string question;               // empty: it is said
  std::string stands;                 // that it is, in large words; empty: it is asked
  std::vector<FarewellPoint> points;  // what that means
  Answer no, yes;
  std::string press_again;  // once yes was chosen by its key
  std::string listen;
  std::string take_back;  // once it is said; empty: there is nothing to take back
  std::string close;
  std::string spoken;  // all but the answers
};

FarewellWords words_for(const FarewellDesk& state);

}  // namespace maintendue::dialog
