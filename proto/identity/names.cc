#include "identity/names.h"

#include "identity/issue.h"
#include "identity/openssl.h"

namespace maintendue::identity {
namespace {

constexpr int kLongestName = 64;  // characters: the bound X.509 sets on a common name
constexpr std::size_t kLongestHost = 253;
constexpr std::size_t kLongestLabel = 63;

bool is_alphanumeric(char c) {
  return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9');
}

bool is_label(BytesView label) {
  const auto fits = [](char c) { return is_alphanumeric(c) || c == '-'; };
  return !label.empty() && label.size() <= kLongestLabel &&
         std::all_of(label.begin(), label.end(), fits) && label.front() != '-' &&
         label.back() != '-';
}

bool is_control(unsigned long character) {
  return character < 0x20 || (character >= 0x7f && character < 0xa0);
}

}  // namespace

bool is_address(const std::string& host) {
  const Owned<ASN1_OCTET_STRING, ASN1_OCTET_STRING_free> address(a2i_IPADDRESS(host.c_str()));
  ERR_clear_error();
  return address != nullptr;
}

bool fits_as_name(BytesView name) {
  if (name.empty() || name.front() == ' ' || name.back() == ' ') return false;
  int characters = 0;
  for (std::size_t at = 0; at < name.size();) {
    unsigned long character = 0;
    const int size = UTF8_getc(octets(name) + at, static_cast<int>(name.size() - at), &character);
    if (size <= 0 || is_control(character) || ++characters > kLongestName) return false;
    at += static_cast<std::size_t>(size);
  }
  return true;
}

bool fits_as_host(const std::string& host) {
  if (host.find('\0') != std::string::npos) return false;
  if (is_address(host)) return true;
  if (host.empty() || host.size() > kLongestHost) return false;
  for (std::size_t at = 0; at <= host.size();) {
    const std::size_t dot = std::min(host.find('.', at), host.size());
    if (!is_label(BytesView(host).substr(at, dot - at))) return false;
    at = dot + 1;
  }
  return true;
}

}  // namespace maintendue::identity
