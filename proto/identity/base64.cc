#include "identity/base64.h"

#include "identity/openssl.h"

namespace maintendue::identity {

std::string to_base64(BytesView bytes) {
  std::string text((bytes.size() + 2) / 3 * 4 + 1, '\0');  // OpenSSL ends it with a zero
  auto* out = reinterpret_cast<unsigned char*>(text.data());
  text.resize(EVP_EncodeBlock(out, octets(bytes), static_cast<int>(bytes.size())));
  return text;
}

Result<Bytes> from_base64(std::string_view text) {
  Bytes bytes(text.size() / 4 * 3, '\0');
  auto* out = reinterpret_cast<unsigned char*>(bytes.data());
  const int size = EVP_DecodeBlock(out, octets(text), static_cast<int>(text.size()));
  ERR_clear_error();
  if (text.size() % 4 != 0 || size != static_cast<int>(bytes.size())) {
    return fail(Errc::BadMessage, "not base64");
  }
  // OpenSSL counts the padding as zero bytes, and would pass over space and padding elsewhere.
  const std::size_t last = text.find_last_not_of('=');
  const std::size_t padding = text.size() - (last == std::string_view::npos ? 0 : last + 1);
  if (padding > 2) return fail(Errc::BadMessage, "not base64");
  bytes.resize(bytes.size() - padding);
  if (to_base64(bytes) != text) return fail(Errc::BadMessage, "not base64 as we write it");
  return bytes;
}

}  // namespace maintendue::identity
