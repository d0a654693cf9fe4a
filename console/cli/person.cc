#include "console/cli/person.h"

#include <string_view>

namespace maintendue::cli {
namespace {

// The letters U+00C0 to U+00FF without their accents; '-' for the two signs among them.
constexpr std::string_view kPlainLetters =
    "aaaaaaaceeeeiiiidnooooo-ouuuuytsaaaaaaaceeeeiiiidnooooo-ouuuuyty";

char plain(char c) {
  if (c >= 'A' && c <= 'Z') return static_cast<char>(c - 'A' + 'a');
  return (c >= 'a' && c <= 'z') || (c >= '0' && c <= '9') ? c : '-';
}

}  // namespace

std::string folder_name(const std::string& name) {
  std::string folder;
  for (std::size_t at = 0; at < name.size(); ++at) {
    const auto byte = static_cast<unsigned char>(name[at]);
    char letter = plain(name[at]);
    if (byte == 0xc3 && at + 1 < name.size()) {  // UTF-8 of U+00C0 to U+00FF
      letter = kPlainLetters[static_cast<unsigned char>(name[++at]) & 0x3f];
    }
    if (letter != '-' || (!folder.empty() && folder.back() != '-')) folder += letter;
  }
  while (folder.ends_with('-')) folder.pop_back();
  return folder.empty() ? "operator" : folder;
}

}  // namespace maintendue::cli
