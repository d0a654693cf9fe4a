// What tells this PC from another: the serial numbers of three of its parts, as the kernel tells
// them to an ordinary user.
#pragma once

#include <filesystem>
#include <string>

#include "identity/keys.h"

namespace maintendue::agent {

// Empty where the part tells no number, or one that thousands of PCs tell.
struct Parts {
  std::string board, disk, network;

  friend bool operator==(const Parts&, const Parts&) = default;
};

// `sys` is sysfs. The board's DMI numbers, which many kernels show to root only; the first disk
// inside the PC; the first wired card inside it, by the address it was made with. What is on USB
// is no part of a PC.
Parts read_parts(const std::filesystem::path& sys = "/sys");

// Each as PrivateKey::mark(): the same on a copy of the disk, so that two PCs with one key can be
// told apart by whoever knows neither number.
Parts marks_of(const Parts& parts, const identity::PrivateKey& key);

}  // namespace maintendue::agent
