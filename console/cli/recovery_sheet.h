// The sheet of paper from which an organisation's root comes back: kept by somebody else than the
// passphrase.
#pragma once

#include <optional>

#include "console/cli/words.h"
#include "identity/issue.h"

namespace maintendue::cli {

// Two pages of text: what it is, then the root's key and the recovery key (Roster.recovery_key),
// locked by a passphrase of the sheet's own, and the root's certificate, as PEM.
std::string recovery_sheet(
    Language language,
    const identity::Issuer& root,
    const identity::PrivateKey& recovery_key,
    BytesView passphrase
);
// BadMessage when the text holds no such thing, WrongPassphrase.
Result<identity::Issuer> root_from_sheet(const std::string& sheet, BytesView passphrase);
// Likewise; BadMessage also for a sheet of before there was one.
Result<identity::PrivateKey> recovery_key_from_sheet(
    const std::string& sheet, BytesView passphrase
);

}  // namespace maintendue::cli
