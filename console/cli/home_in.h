// What an operator's commands begin with: her folder, the relay, her keys.
#pragma once

#include "base/address.h"
#include "base/private_memory.h"
#include "console/cli/options.h"
#include "console/keyring/open_keys.h"

namespace maintendue::cli {

// All throw Stop.

// --home.
console::Home home_in(const Terminal& terminal, const Options& options);
// Whom its roster calls so.
const roster::Member& member_called(
    const Terminal& terminal, const console::Home& home, const std::string& name
);

// Takes what the relay published into the roster of her folder: Book::take_published, but an older
// one is no reason to stop.
roster::Book::Taken take_published(
    const Terminal& terminal, console::Home& home, const v1::RosterNews& news
);
// The roster of her folder as `home` knows it, on the disk.
void keep_roster(const Terminal& terminal, const console::Home& home);

// --relay.
Address relay_in(const Terminal& terminal, const Options& options);
std::optional<Address> relay_if_given(const Terminal& terminal, const Options& options);

// --passphrase-file, else asked of her.
Secret passphrase_in(Terminal& terminal, const Options& options, const console::Home& home);
identity::PrivateKey key_in(
    const Terminal& terminal, const console::Home& home, const Secret& passphrase
);
// The one that is sealed to, too.
console::OpenKeys keys_in(
    const Terminal& terminal, const console::Home& home, const Secret& passphrase
);

}  // namespace maintendue::cli
