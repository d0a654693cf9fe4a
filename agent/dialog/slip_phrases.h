// The catalogue of phrase cards: slip.proto's, each with its picture and its sentence. Pure.
#pragma once

#include <cstddef>
#include <optional>
#include <string>

namespace maintendue::dialog {

constexpr std::size_t kPhrases = 45;

struct PhraseCard {
  const char* icon = nullptr;
  std::string sentence;  // in the language that is spoken
};

// By its number in slip.proto; nothing for one that we do not know.
std::optional<PhraseCard> phrase_card(unsigned number);

}  // namespace maintendue::dialog
