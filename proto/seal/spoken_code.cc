#include "seal/spoken_code.h"

#include <algorithm>
#include <cstdio>

#include "base/random.h"
#include "identity/keys.h"

namespace maintendue::seal {
namespace {

constexpr std::uint64_t kCodes = 1'000'000;

Bytes commitment(
    std::string_view words, BytesView exported, std::string_view digits, BytesView nonce
) {
  Bytes message{exported};
  (message += digits) += '\0';
  message += nonce;
  return identity::sha256(identity::signed_bytes(words, message));
}

}  // namespace

std::string draw_code() {
  constexpr std::uint64_t kFair = UINT64_MAX - UINT64_MAX % kCodes;
  std::uint64_t number = random_number();
  while (number >= kFair) number = random_number();
  char digits[kCodeDigits + 1];
  std::snprintf(digits, sizeof digits, "%06u", static_cast<unsigned>(number % kCodes));
  return digits;
}

bool is_code(std::string_view digits) {
  return digits.size() == kCodeDigits &&
         std::ranges::all_of(digits, [](char c) { return c >= '0' && c <= '9'; });
}

Bytes console_commitment(BytesView exported, std::string_view digits, BytesView nonce) {
  return commitment("maintendue verify console", exported, digits, nonce);
}

Bytes machine_commitment(BytesView exported, std::string_view digits, BytesView nonce) {
  return commitment("maintendue verify machine", exported, digits, nonce);
}

void CodeMisses::missed(SteadyTime now) {
  if (++count_ < kMost) return;
  count_ = 0;
  until_ = now + kPause;
}

std::chrono::milliseconds CodeMisses::pause(SteadyTime now) const {
  const auto left = std::max(until_ - now, SteadyTime::duration{0});
  return std::chrono::ceil<std::chrono::milliseconds>(left);
}

}  // namespace maintendue::seal
