// One thing that the command line says, in both languages.
#pragma once

#include <span>

#include "console/cli/words.h"

namespace maintendue::cli {

struct Sentence {
  Word word;
  std::string_view french;
  std::string_view english;
};

// Of what stands in the roster beside the people: its deputy, its end, photos, the phone.
std::span<const Sentence> roster_sentences();
// Of sessions' signed logs.
std::span<const Sentence> log_sentences();
// Of what is written about families.
std::span<const Sentence> family_sentences();

}  // namespace maintendue::cli
