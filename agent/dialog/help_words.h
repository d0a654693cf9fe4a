// What the window that asks for help says. Pure, as words.h.
#pragma once

#include <array>
#include <string>
#include <vector>

#include "agent/dialog/message.h"

namespace maintendue::dialog {

struct PictureWords {
  Topic topic;
  const char* icon;  // of agent/icons/lucide
  std::string word;
  std::string spoken;  // for a screen reader: word and key
};

struct CallBackWords {
  CallBack when;
  std::string word;
};

struct LanguageWords {
  std::string tag;
  std::string name;  // its own
  bool spoken = false;
};

struct HelpWords {
  std::string title;
  std::string organisation;
  std::string question;                  // above the pictures
  std::array<PictureWords, 8> pictures;  // in the order of their keys, from 1 on
  std::string trouble;                   // what is wrong with the line; empty: nothing
  std::vector<std::string> steps;        // what to try about it, in this order
  std::string stands;                    // in large words; empty: nothing was asked
  std::string means;                     // and what that means; may be empty
  std::string when;                      // the question; empty: it is not to be chosen now
  std::array<CallBackWords, 4> choices;  // its answers
  std::string cancel;                    // empty: there is nothing to cancel
  std::string other;                     // back to the pictures
  std::string language;                  // what this is, by its own name
  std::string spoken_language;           // for a screen reader: that it can be another
  std::string which_language;            // the question
  std::vector<LanguageWords> languages;  // its answers
  std::string back;                      // without one
  std::string close;
};

HelpWords words_for(const HelpDesk& desk);
// The picture of what was asked.
const PictureWords& picture_of(const HelpWords& words, Topic topic);

}  // namespace maintendue::dialog
