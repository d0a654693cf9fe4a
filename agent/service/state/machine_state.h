// What makes this PC this PC: its key, its certificate, the organisation it belongs to. Kept in one
// folder that only the service's user may open.
#pragma once

#include <filesystem>
#include <string>

#include "identity/keys.h"
#include "roster/book.h"

namespace maintendue::agent {

// When this version was made: no true clock is earlier. Raised with every release.
constexpr WallTime kReleased =
    std::chrono::sys_days{std::chrono::year{2026} / std::chrono::November / 1};

struct MachineState {
  identity::PrivateKey key;
  std::string certificate_chain;  // PEM, the machine's then the intermediate's
  std::string machine_id;
  // No true clock is earlier than this: kReleased, or later, when our certificate was signed.
  WallTime clock_floor;
};

// The state of an enrolled PC, or NotFound with a sentence for the log.
Result<MachineState> load_state(const std::filesystem::path& folder);
// Whole or not at all. Folder 0700, files 0600.
Result<void> save_state(
    const std::filesystem::path& folder,
    const identity::PrivateKey& key,
    const std::string& certificate_chain,
    const std::string& root_pem,
    const roster::Book& book
);
// The newest roster this PC has seen, of the organisation whose first root is in the folder; and
// where it is kept. NotFound when there is none.
Result<roster::Book> load_book(const std::filesystem::path& folder);
std::filesystem::path book_file(const std::filesystem::path& folder);
std::filesystem::path root_file(const std::filesystem::path& folder);
// Makes the folder, 0700. Internal when the disk says no.
Result<void> make_state_folder(const std::filesystem::path& folder);
// Whether there is anything of one PC's own here.
bool has_identity(const std::filesystem::path& folder);
// The identity that lies in `anew`, in place of this PC's own. `anew` is gone afterwards.
Result<void> take_identity(const std::filesystem::path& folder, const std::filesystem::path& anew);
// Removes this PC's key, certificate and step, and puts its sessions' logs aside as
// "log of <machine id>": the next identity does not count on from them. What was there, in words
// for people. Whatever cuts it short, no identity is left half.
Result<std::vector<std::string>> forget_identity(const std::filesystem::path& folder);
// The key of a PC that is being enrolled: made on the first try and kept, so that a PC whose power
// is cut before the answer asks again with the same key and is not counted twice.
Result<identity::PrivateKey> load_or_make_key(const std::filesystem::path& folder);

}  // namespace maintendue::agent
