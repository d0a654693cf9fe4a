// UTF-8 by the strict rules: no overlong form, no surrogate, nothing above U+10FFFF.
#pragma once

#include <cstddef>
#include <string_view>

namespace maintendue {

struct Utf8Character {
  char32_t value = 0;
  std::size_t bytes = 0;  // 0: not UTF-8
};

// The character at the beginning of a text that is not empty.
Utf8Character first_utf8(std::string_view text);

// Whether it is seen as itself: it controls no terminal, is not invisible, and does not turn the
// direction of writing.
bool shows_itself(char32_t character);

// Whether all of it is UTF-8; an empty text is.
bool is_utf8(std::string_view text);

// How many characters a text has; a byte that is not UTF-8 counts as one.
std::size_t count_utf8(std::string_view text);

}  // namespace maintendue
