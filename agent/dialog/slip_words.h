// What the window of a slip says. Pure: from what the service told to sentences.
#pragma once

#include <string>
#include <vector>

#include "agent/dialog/message.h"

namespace maintendue::dialog {

struct SlipAnswerWords {
  SlipAnswer answer;
  const char* icon;
  std::string word;
  std::string spoken;  // for a screen reader: word and key
};

struct SlipWords {
  std::string title;
  std::string organisation;
  const char* icon;
  std::string heading;   // marked: who says it, and how
  std::string sentence;  // of a page its host
  std::string rest;      // of a page's address, cut; else empty
  std::string note;      // what a press would do; empty: nothing is opened
  std::string spoken;    // heading and sentence, without marks
  std::string listen;    // empty where nothing can be read aloud
  std::string open;      // of a page alone
  std::string close;
  std::vector<SlipAnswerWords> answers;  // by the keys 1, 2, …
};

SlipWords words_for(const Slip& slip);
// Once something was pressed.
std::string answered_words(const std::string& word);
std::string opened_words(const Slip& slip, bool ok);

}  // namespace maintendue::dialog
