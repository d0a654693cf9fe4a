#include "slip/slip.h"

#include "base/utf8.h"
#include "slip/page.h"

namespace maintendue::slip {
namespace {

constexpr std::size_t kLongestText = 500;  // characters; both are slip.proto's
constexpr std::size_t kMostBreaks = 11;

// What joins and parts letters: Persian is not written without it.
bool joins(char32_t c) { return c == 0x200C || c == 0x200D; }

// Unicode's spaces, and letters and signs that are drawn as nothing.
bool is_blank(char32_t c) {
  return c == ' ' || c == 0xA0 || c == 0x1680 || (c >= 0x2000 && c <= 0x200D) || c == 0x202F ||
         c == 0x205F || c == 0x3000 || c == 0x115F || c == 0x1160 || c == 0x3164 || c == 0xFFA0 ||
         c == 0x2800 || c == 0x180E;
}

}  // namespace

bool is_text(std::string_view text) {
  bool says = false;
  std::size_t characters = 0, breaks = 0;
  while (!text.empty()) {
    const Utf8Character next = first_utf8(text);
    if (next.bytes == 0 || ++characters > kLongestText) return false;
    if (next.value == '\n') {
      if (++breaks > kMostBreaks) return false;
    } else if (!shows_itself(next.value) && !joins(next.value)) {
      return false;
    } else if (!is_blank(next.value)) {
      says = true;
    }
    text.remove_prefix(next.bytes);
  }
  return says;
}

bool is_whole(const v1::Slip& slip) {
  if (slip.number() == 0) return false;
  switch (slip.what_case()) {
    case v1::Slip::kPhrase:
      return v1::Phrase_IsValid(slip.phrase()) && slip.phrase() != v1::PHRASE_UNSPECIFIED;
    case v1::Slip::kPage:
      return read_page(slip.page()).has_value();
    case v1::Slip::kText:
      return is_text(slip.text());
    case v1::Slip::WHAT_NOT_SET:
      return false;
  }
  return false;
}

}  // namespace maintendue::slip
