#include "base/random.h"

#include <sys/random.h>

#include <cerrno>
#include <cstdlib>

namespace maintendue {

Bytes random_bytes(std::size_t count) {
  Bytes bytes(count, '\0');
  std::size_t filled = 0;
  while (filled < count) {
    const ssize_t got = getrandom(bytes.data() + filled, count - filled, 0);
    if (got < 0 && errno == EINTR) continue;
    if (got < 0) std::abort();  // no random source: nothing that follows would be safe
    filled += static_cast<std::size_t>(got);
  }
  return bytes;
}

std::uint64_t random_number() {
  std::uint64_t number = 0;
  for (const char c : random_bytes(sizeof number)) {
    number = number << 8 | static_cast<unsigned char>(c);
  }
  return number;
}

std::string to_hex(BytesView bytes) {
  constexpr char kDigits[] = "0123456789abcdef";
  std::string hex;
  hex.reserve(bytes.size() * 2);
  for (const char c : bytes) {
    const auto byte = static_cast<unsigned char>(c);
    hex += kDigits[byte >> 4];
    hex += kDigits[byte & 15];
  }
  return hex;
}

bool same_secret(BytesView a, BytesView b) {
  if (a.size() != b.size()) return false;
  unsigned char difference = 0;
  for (std::size_t i = 0; i < a.size(); ++i) {
    difference |= static_cast<unsigned char>(a[i]) ^ static_cast<unsigned char>(b[i]);
  }
  return difference == 0;
}

}  // namespace maintendue
