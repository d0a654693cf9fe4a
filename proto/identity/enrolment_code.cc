#include "identity/enrolment_code.h"

#include <cctype>

#include "base/random.h"
#include "identity/keys.h"

namespace maintendue::identity {
namespace {

constexpr std::string_view kSigns = "23456789ABCDEFGHJKMNPQRSTVWXYZ";
constexpr std::size_t kLength = 10;
constexpr std::size_t kLongestTyped = 64;

}  // namespace

std::string make_code() {
  std::string code;
  while (code.size() < kLength) {
    const auto chance = static_cast<unsigned char>(random_bytes(1)[0]);
    const std::size_t whole = 256 / kSigns.size() * kSigns.size();
    if (chance < whole) code += kSigns[chance % kSigns.size()];  // each as likely as the others
  }
  return code;
}

std::string shown_code(const std::string& code) {
  return code.substr(0, kLength / 2) + "-" + code.substr(kLength / 2);
}

std::optional<std::string> read_code(const std::string& typed) {
  if (typed.size() > kLongestTyped) return std::nullopt;
  std::string code;
  for (const unsigned char sign : typed) {
    if (sign == '-' || std::isspace(sign) != 0) continue;
    const char upper = static_cast<char>(std::toupper(sign));
    if (kSigns.find(upper) == std::string_view::npos) return std::nullopt;
    code += upper;
  }
  return code.size() == kLength ? std::optional(code) : std::nullopt;
}

Bytes code_hash(const std::string& code) {
  return sha256(signed_bytes("maintendue enrolment code", code));
}

std::string check_number(BytesView public_key) {
  const Bytes hash = sha256(signed_bytes("maintendue check number", public_key));
  std::uint32_t number = 0;
  for (const char byte : hash.substr(0, 4)) number = number << 8 | static_cast<unsigned char>(byte);
  std::string digits = std::to_string(number % 1'000'000);
  digits.insert(0, 6 - digits.size(), '0');
  return digits.substr(0, 3) + " " + digits.substr(3);
}

}  // namespace maintendue::identity
