#include "relay/store/base64.h"

#include <cstdint>

namespace maintendue::relay {
namespace {

constexpr std::string_view kDigits =
    "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/";

}  // namespace

std::string to_base64(BytesView bytes) {
  std::string text;
  text.reserve((bytes.size() + 2) / 3 * 4);
  for (std::size_t at = 0; at < bytes.size(); at += 3) {
    const std::size_t given = std::min<std::size_t>(3, bytes.size() - at);
    std::uint32_t three = 0;
    for (std::size_t i = 0; i < 3; ++i) {
      three = three << 8 | (i < given ? static_cast<unsigned char>(bytes[at + i]) : 0);
    }
    for (std::size_t i = 0; i < 4; ++i) {
      text += i <= given ? kDigits[three >> (18 - 6 * i) & 63] : '=';
    }
  }
  return text;
}

Result<Bytes> from_base64(std::string_view text) {
  Bytes bytes;
  if (text.size() % 4 != 0) return fail(Errc::Internal, "base64 of a wrong length");
  for (std::size_t at = 0; at < text.size(); at += 4) {
    std::uint32_t three = 0;
    std::size_t given = 0;
    for (std::size_t i = 0; i < 4; ++i) {
      const std::size_t digit = kDigits.find(text[at + i]);
      const bool known = digit != std::string_view::npos;
      if (!known && (text[at + i] != '=' || at + 4 != text.size() || i < 2)) {
        return fail(Errc::Internal, "not base64");
      }
      if (known && given < i) return fail(Errc::Internal, "base64 after its end");
      given += known;
      three = three << 6 | static_cast<std::uint32_t>(known ? digit : 0);
    }
    for (std::size_t i = 0; i + 1 < given; ++i) bytes += static_cast<char>(three >> (16 - 8 * i));
  }
  return bytes;
}

}  // namespace maintendue::relay
