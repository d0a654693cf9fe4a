// The sheet of paper from which an organisation's root comes back: kept by somebody else than the
// passphrase.
#pragma once

#include <optional>

#include "console/cli/words.h"
#include "identity/issue.h"

namespace maintendue::cli {

// One page of text: what it is, then the root's key, locked by a passphrase of the sheet's own, and
// its certificate, as PEM.
std::string recovery_sheet(Language language, const identity::Issuer& root, BytesView passphrase);
// BadMessage when the text holds no such thing, WrongPassphrase.
Result<identity::Issuer> root_from_sheet(const std::string& sheet, BytesView passphrase);

}  // namespace maintendue::cli
