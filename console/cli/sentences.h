// One thing that the command line says, in both languages.
#pragma once

#include <optional>
#include <span>

#include "base/error.h"
#include "console/cli/words.h"

namespace maintendue::cli {

struct Sentence {
  Word word;
  std::string_view french;
  std::string_view english;
  // What it is as a refusal, by the name that logs and pages have for it too.
  std::optional<Errc> refusal = std::nullopt;
};

// Of what stands in the roster beside the people: its deputy, its end, photos, the phone; and of
// the passphrase of whoever stands in it.
std::span<const Sentence> roster_sentences();
// Of sessions' signed logs.
std::span<const Sentence> log_sentences();
// Of what is written about families.
std::span<const Sentence> family_sentences();
// Of families' requests for help.
std::span<const Sentence> help_sentences();

}  // namespace maintendue::cli
