// Passphrases: from a file when one is named, else from the terminal.
#pragma once

#include <string>

#include "base/private_memory.h"
#include "console/cli/options.h"

namespace maintendue::cli {

struct PassphraseSource {
  std::string option;  // "passphrase-file"
  std::string prompt;
};

// For a key that exists. Throws Stop when there is nowhere to read it from.
Secret known_passphrase(Terminal& terminal, const Options& options, const PassphraseSource& source);
// For a key to be made: at least 8 characters. At the terminal it is asked twice, and after a slip,
// which is told, all anew; three times at most. Throws Stop otherwise.
Secret new_passphrase(Terminal& terminal, const Options& options, const PassphraseSource& source);

}  // namespace maintendue::cli
