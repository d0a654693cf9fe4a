#include "sealed_record/envelope_layout.h"

#include <openssl/asn1.h>

#include <optional>

#include "identity/openssl.h"

namespace maintendue::sealed_record {
namespace {

using namespace std::string_view_literals;

// 2.16.840.1.101.3.4.1.46
constexpr std::string_view kAes256Gcm = "\x60\x86\x48\x01\x65\x03\x04\x01\x2e"sv;
constexpr std::size_t kNonce = 12, kTag = 16;
constexpr int kContext = V_ASN1_CONTEXT_SPECIFIC;

// The values that stand one behind the other in some bytes.
class Values {
 public:
  explicit Values(BytesView bytes) : rest_(bytes) {}

  // What the next one holds, when it is of that tag and its length is told.
  std::optional<BytesView> next(int tag, int tag_class = V_ASN1_UNIVERSAL) {
    const unsigned char* at = identity::octets(rest_);
    const unsigned char* const begin = at;
    long length = 0;
    int its_tag = 0, its_class = 0;
    const int head =
        ASN1_get_object(&at, &length, &its_tag, &its_class, static_cast<long>(rest_.size()));
    ERR_clear_error();
    const bool broken = (head & 0x80) != 0, endless = (head & 1) != 0;
    if (rest_.empty() || broken || endless || its_tag != tag || its_class != tag_class) return {};
    const auto before = static_cast<std::size_t>(at - begin);
    const BytesView inside = rest_.substr(before, static_cast<std::size_t>(length));
    rest_.remove_prefix(before + inside.size());
    return inside;
  }
  bool over() const { return rest_.empty(); }

 private:
  BytesView rest_;
};

bool is_aes_256_gcm(BytesView algorithm) {
  Values parts(algorithm);
  const auto name = parts.next(V_ASN1_OBJECT);
  const auto parameters = parts.next(V_ASN1_SEQUENCE);
  if (name != kAes256Gcm || !parameters || !parts.over()) return false;
  Values gcm(*parameters);
  const auto nonce = gcm.next(V_ASN1_OCTET_STRING);
  const auto tag_length = gcm.next(V_ASN1_INTEGER);
  return nonce && nonce->size() == kNonce && tag_length == "\x10"sv && gcm.over();
}

}  // namespace

bool sealed_by_gcm(BytesView envelope) {
  Values outside(envelope);
  const auto whole = outside.next(V_ASN1_SEQUENCE);
  if (!whole || !outside.over()) return false;
  Values named(*whole);
  const auto type = named.next(V_ASN1_OBJECT);
  const auto wrapped = named.next(0, kContext);
  if (!type || !wrapped || !named.over()) return false;
  Values inside(*wrapped);
  const auto data = inside.next(V_ASN1_SEQUENCE);
  if (!data || !inside.over()) return false;
  Values parts(*data);
  const auto version = parts.next(V_ASN1_INTEGER);
  const auto recipients = parts.next(V_ASN1_SET);
  const auto content = parts.next(V_ASN1_SEQUENCE);
  const auto tag = parts.next(V_ASN1_OCTET_STRING);
  if (!version || !recipients || !content || !tag || !parts.over()) return false;
  Values sealed(*content);
  const auto kind = sealed.next(V_ASN1_OBJECT);
  const auto algorithm = sealed.next(V_ASN1_SEQUENCE);
  return kind && algorithm && is_aes_256_gcm(*algorithm) && tag->size() == kTag;
}

}  // namespace maintendue::sealed_record
