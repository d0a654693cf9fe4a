#include "relay/directory/safe_text.h"

#include "base/utf8.h"

namespace maintendue::relay {
namespace {

constexpr std::string_view kReplacement = "\xEF\xBF\xBD";

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
    const Utf8Character next = first_utf8(text);
    const bool keep = next.bytes != 0 && harmless(next.value);
    safe += keep ? text.substr(0, next.bytes) : kReplacement;
    text.remove_prefix(next.bytes == 0 ? 1 : next.bytes);
  }
  return std::string(without_spaces_around(safe));
}

}  // namespace maintendue::relay
