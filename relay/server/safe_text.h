// Text from a machine is hostile: it is cut and cleaned once, here, before anything keeps it.
#pragma once

#include <string>
#include <string_view>

namespace maintendue::relay {

constexpr std::size_t kLongestText = 64;

// At most `longest` characters of valid UTF-8. What is not UTF-8, controls a terminal, is invisible
// or turns the direction of writing becomes U+FFFD; spaces around it go.
std::string safe_text(std::string_view text, std::size_t longest = kLongestText);

}  // namespace maintendue::relay
