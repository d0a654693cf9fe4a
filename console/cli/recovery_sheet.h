// The sheet of paper from which an organisation's root comes back: kept by somebody else than the
// passphrase.
#pragma once

#include <optional>

#include "console/cli/words.h"
#include "identity/trust.h"

namespace maintendue::cli {

// Two pages of text: what it is, then the key of the root that counts and the recovery key
// (Roster.recovery_key), locked by a passphrase of the sheet's own, and the certificate of that
// root, behind which the first one's stands when it is another; as PEM.
std::string recovery_sheet(
    Language language,
    const identity::PrivateKey& root_key,
    const identity::Trust& trust,
    const identity::PrivateKey& recovery_key,
    BytesView passphrase
);
// A root's key, and the certificate by which the organisation is known.
struct RootOfSheet {
  identity::PrivateKey key;
  identity::Certificate first;
};
// BadMessage when the text holds no such thing, WrongPassphrase.
Result<RootOfSheet> root_from_sheet(const std::string& sheet, BytesView passphrase);
// Likewise; BadMessage also for a sheet of before there was one.
Result<identity::PrivateKey> recovery_key_from_sheet(
    const std::string& sheet, BytesView passphrase
);

}  // namespace maintendue::cli
