#include "relay/directory/safe_text.h"

#include <array>
#include <cstdint>

namespace maintendue::relay {
namespace {

constexpr std::string_view kReplacement = "\xEF\xBF\xBD";

struct Decoded {
  char32_t character = 0;
  std::size_t bytes = 0;  // 0: not UTF-8
};

// The first character of a text that is not empty, by the strict rules: no overlong form, no
// surrogate.
Decoded decode(std::string_view text) {
  const auto first = static_cast<std::uint8_t>(text[0]);
  if (first < 0x80) return {first, 1};
  const std::size_t bytes = first >= 0xF0 ? 4 : first >= 0xE0 ? 3 : 2;
  if (first < 0xC2 || first > 0xF4 || text.size() < bytes) return {};
  char32_t character = first & (0xFF >> (bytes + 1));
  for (std::size_t i = 1; i < bytes; ++i) {
    const auto next = static_cast<std::uint8_t>(text[i]);
    if ((next & 0xC0) != 0x80) return {};
    character = character << 6 | (next & 0x3F);
  }
  constexpr std::array<char32_t, 5> kSmallest{0, 0, 0x80, 0x800, 0x10000};
  const bool surrogate = character >= 0xD800 && character <= 0xDFFF;
  if (character < kSmallest[bytes] || character > 0x10FFFF || surrogate) return {};
  return {character, bytes};
}

bool harmless(char32_t c) {
  const bool control = c < 0x20 || (c >= 0x7F && c < 0xA0);
  const bool invisible = c == 0xAD || (c >= 0x200B && c <= 0x200F) ||
                         (c >= 0x2060 && c <= 0x2064) || c == 0xFEFF ||
                         (c >= 0xE0000 && c <= 0xE0FFF);
  const bool turns = c == 0x61C || (c >= 0x2028 && c <= 0x202E) || (c >= 0x2066 && c <= 0x206F);
  return !control && !invisible && !turns;
}

std::string_view without_spaces_around(std::string_view text) {
  const std::size_t begin = text.find_first_not_of(' ');
  if (begin == std::string_view::npos) return {};
  return text.substr(begin, text.find_last_not_of(' ') - begin + 1);
}

}  // namespace

std::string safe_text(std::string_view text, std::size_t longest) {
  text = without_spaces_around(text);
  std::string safe;
  for (std::size_t kept = 0; kept < longest && !text.empty(); ++kept) {
    const Decoded next = decode(text);
    const bool keep = next.bytes != 0 && harmless(next.character);
    safe += keep ? text.substr(0, next.bytes) : kReplacement;
    text.remove_prefix(next.bytes == 0 ? 1 : next.bytes);
  }
  return std::string(without_spaces_around(safe));
}

}  // namespace maintendue::relay
