#include "relay/server/safe_text.h"

#include "base/utf8.h"

namespace maintendue::relay {
namespace {

constexpr std::string_view kReplacement = "\xEF\xBF\xBD";

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
    const bool keep = next.bytes != 0 && shows_itself(next.value);
    safe += keep ? text.substr(0, next.bytes) : kReplacement;
    text.remove_prefix(next.bytes == 0 ? 1 : next.bytes);
  }
  return std::string(without_spaces_around(safe));
}

}  // namespace maintendue::relay
