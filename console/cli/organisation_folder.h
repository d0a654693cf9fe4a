// What `org init` made, read back by the commands that come later.
#pragma once

#include "console/cli/files.h"
#include "identity/issue.h"
#include "identity/trust.h"

namespace maintendue::cli {

// All throw Stop when the folder does not hold it.

// By the folder's root.crt.
identity::Trust open_trust(const Terminal& terminal, const std::filesystem::path& dir);
// The folder's root.key as the root that counts by `trust`, whose key it must be.
identity::Issuer open_root(
    const Terminal& terminal,
    const std::filesystem::path& dir,
    const identity::Trust& trust,
    BytesView passphrase
);

}  // namespace maintendue::cli
