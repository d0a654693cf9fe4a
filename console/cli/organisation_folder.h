// What `org init` made, read back by the commands that come later.
#pragma once

#include "console/cli/files.h"
#include "console/cli/options.h"
#include "identity/issue.h"
#include "roster/book.h"

namespace maintendue::cli {

// All throw Stop when the files do not hold it.

// By an organisation's root.crt.
identity::Trust open_trust(const Terminal& terminal, const std::filesystem::path& root);
// The newest roster that the file holds, when it is that organisation's.
roster::Book known_book(
    const Terminal& terminal, const identity::Trust& trust, const std::filesystem::path& file
);
// The folder's root.key as the root that counts by `trust`, whose key it must be; opened by
// --root-passphrase-file, else by what is asked for.
identity::Issuer open_root(
    Terminal& terminal,
    const Options& options,
    const std::filesystem::path& dir,
    const identity::Trust& trust
);

}  // namespace maintendue::cli
