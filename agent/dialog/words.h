// What the windows say. Pure: from what the service told to sentences; `marked` ones carry Pango
// markup, names in them escaped.
#pragma once

#include <string>

#include "agent/dialog/message.h"
#include "agent/dialog/phrases.h"

namespace maintendue::dialog {

struct Answer {
  std::string word;
  std::string hint;
  std::string spoken;  // for a screen reader: word, hint and key
};

struct QuestionWords {
  std::string title;
  std::string organisation;
  std::string initial;          // of the operator, in the circle
  std::string situation;        // marked
  std::string question;         // marked
  std::string spoken_question;  // the two above, without marks
  std::string detail;           // which call, until when
  std::string number;           // in groups of three; empty: there is none
  std::string aloud;            // what to do with it
  std::string freedom;          // that the family may stop
  Answer no, yes;
  std::string press_again;  // once yes was chosen by its key
  std::string warning;
  std::string doubt;  // whom to call; empty: nobody
  std::string listen;
  std::string read_aloud;  // what is, when somebody presses that: all but the number
};

struct BannerWords {
  std::string title;
  std::string sentence;  // marked
  std::string spoken;
  std::string take_back;
  std::string hide;  // hides the screen for a moment, or shows it again; empty: neither
  std::string stop;
  std::string asks;  // marked; empty: nothing
  std::string yes;
  std::string no;  // empty: there is none
};

struct NoticeWords {
  std::string title;
  std::string what;   // what happened
  std::string means;  // what it means for the family
};

struct KeypadWords {
  std::string title;
  std::string organisation;
  std::string situation;  // marked
  std::string task;       // marked
  std::string spoken;     // the two above, without marks
  std::string warning;
  std::string doubt;                // as in QuestionWords
  std::string close, erase, ready;  // buttons
  std::string right, wrong;         // verdicts
};

struct CardWords {
  std::string title;
  std::string organisation;
  std::string task;     // marked
  std::string spoken;   // without marks
  std::string number;   // marked: the PC's, its last six digits apart, by which people name it
  std::string says;     // what the card tells, and what it doesn't
  std::string warning;  // who never asks for it
  std::string picture;  // for whoever does not see the code
  std::string close;
};

std::string call_words(Call call);
Answer answer_words(std::string word, std::string hint, const char* key);

QuestionWords words_for(const Question& question);
BannerWords words_for(const Banner& banner);
NoticeWords words_for(const Notice& notice);
KeypadWords words_for(const Keypad& keypad);
CardWords words_for(const Card& card);

// The name of the key that stops, as printed on it.
std::string pause_key();
std::string other_stop_keys();

}  // namespace maintendue::dialog
