// A code that somebody reads from one screen and types into another: ten characters, good for one
// PC.
#pragma once

#include <chrono>
#include <optional>
#include <string>

#include "base/bytes.h"

namespace maintendue::identity {

constexpr std::chrono::hours kCodeLife{48};

// 49 random bits in letters and digits of which no two look or sound alike.
std::string make_code();
// As it is shown: "7KQ4M-2XHTW".
std::string shown_code(const std::string& code);
// As it was made, from what somebody typed: in any case, with or without blanks and dashes. Nothing
// when it is none.
std::optional<std::string> read_code(const std::string& typed);
// What is kept of it.
Bytes code_hash(const std::string& code);

// Six digits of a public key, "123 456", by which two people tell that they speak of one PC.
std::string check_number(BytesView public_key);

}  // namespace maintendue::identity
