// A roster's people, put under a roster key that the root has just made, with an administrator who
// holds it: what replacing the roster key and replacing the root have in common.
#pragma once

#include "console/cli/files.h"
#include "console/cli/options.h"
#include "console/roster/authority.h"

namespace maintendue::cli {

struct Refounded {
  roster::Roster people;
  identity::Operator administrator;
  console::OperatorKeys keys{};
  identity::PrivateKey recovery_key = identity::PrivateKey::generate();
  v1::DataKeys data_keys{};  // of the new data key, for the relay
};

// `next` without whoever --remove names, and with --admin under keys of its own, another recovery
// key and another data key. Stop when nobody is called so, or when it would not fit.
Refounded refound(
    const Terminal& terminal,
    const Options& options,
    const roster::Book& before,
    roster::Roster next
);

// Signed, with what was stated before: who is suspended stays so.
roster::Book book_of(
    const Refounded& refounded, const console::Authority& authority, const roster::Book& before
);

// The administrator's folder, below `home` in `folder`, locked by that passphrase. `book` is the
// refounded one, signed.
void add_administrator(
    NewFolder& folder,
    const std::filesystem::path& home,
    const Refounded& refounded,
    const console::Authority& authority,
    const roster::Book& book,
    BytesView passphrase,
    WallTime now
);

}  // namespace maintendue::cli
