// What `org init` made, read back by the commands that come later.
#pragma once

#include "console/cli/files.h"
#include "identity/issue.h"
#include "identity/trust.h"

namespace maintendue::cli {

// All throw Stop when the folder does not hold it.

identity::Trust open_trust(const Terminal& terminal, const std::filesystem::path& dir);
// The root's key and certificate, which belong together.
identity::Issuer open_root(
    const Terminal& terminal, const std::filesystem::path& dir, BytesView passphrase
);
// A key and certificate of one folder, which belong together.
identity::Issuer open_pair(
    const Terminal& terminal,
    const std::filesystem::path& key,
    const std::filesystem::path& certificate,
    BytesView passphrase
);

}  // namespace maintendue::cli
