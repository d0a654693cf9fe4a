#include "base/utf8.h"

#include <algorithm>
#include <array>
#include <cstdint>

namespace maintendue {

Utf8Character first_utf8(std::string_view text) {
  const auto first = static_cast<std::uint8_t>(text[0]);
  if (first < 0x80) return {first, 1};
  const std::size_t bytes = first >= 0xF0 ? 4 : first >= 0xE0 ? 3 : 2;
  if (first < 0xC2 || first > 0xF4 || text.size() < bytes) return {};
  char32_t value = first & (0xFF >> (bytes + 1));
  for (std::size_t i = 1; i < bytes; ++i) {
    const auto next = static_cast<std::uint8_t>(text[i]);
    if ((next & 0xC0) != 0x80) return {};
    value = value << 6 | (next & 0x3F);
  }
  constexpr std::array<char32_t, 5> kSmallest{0, 0, 0x80, 0x800, 0x10000};
  const bool surrogate = value >= 0xD800 && value <= 0xDFFF;
  if (value < kSmallest[bytes] || value > 0x10FFFF || surrogate) return {};
  return {value, bytes};
}

bool shows_itself(char32_t c) {
  const bool control = c < 0x20 || (c >= 0x7F && c < 0xA0);
  const bool invisible = c == 0xAD || (c >= 0x200B && c <= 0x200F) ||
                         (c >= 0x2060 && c <= 0x2064) || c == 0xFEFF ||
                         (c >= 0xE0000 && c <= 0xE0FFF);
  const bool turns = c == 0x61C || (c >= 0x2028 && c <= 0x202E) || (c >= 0x2066 && c <= 0x206F);
  return !control && !invisible && !turns;
}

bool is_utf8(std::string_view text) {
  while (!text.empty()) {
    const std::size_t bytes = first_utf8(text).bytes;
    if (bytes == 0) return false;
    text.remove_prefix(bytes);
  }
  return true;
}

std::size_t count_utf8(std::string_view text) {
  std::size_t count = 0;
  for (; !text.empty(); ++count) {
    text.remove_prefix(std::max<std::size_t>(first_utf8(text).bytes, 1));
  }
  return count;
}

}  // namespace maintendue
