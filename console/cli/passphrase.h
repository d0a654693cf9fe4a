// Passphrases: from a file when one is named, else from the terminal.
#pragma once

#include <string>

#include "console/cli/options.h"

namespace maintendue::cli {

struct PassphraseSource {
  std::string option;  // "passphrase-file"
  std::string prompt;
};

// For a key that exists. Throws Stop when there is nowhere to read it from.
std::string known_passphrase(
    Terminal& terminal, const Options& options, const PassphraseSource& source
);
// For a key to be made: at least 8 characters, asked twice at the terminal. Throws Stop otherwise.
std::string new_passphrase(
    Terminal& terminal, const Options& options, const PassphraseSource& source
);

}  // namespace maintendue::cli
