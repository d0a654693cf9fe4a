#include "identity/builder.h"

#include <cassert>

#include "base/random.h"

namespace maintendue::identity {
namespace {

using NamesPtr = Owned<GENERAL_NAMES, GENERAL_NAMES_free>;
using ExtensionPtr = Owned<X509_EXTENSION, X509_EXTENSION_free>;
using NumberPtr = Owned<BIGNUM, BN_free>;

void set_random_serial(X509* certificate) {
  Bytes bytes = random_bytes(16);
  bytes[0] = static_cast<char>((static_cast<unsigned char>(bytes[0]) & 0x7f) | 0x40);  // positive
  const NumberPtr number(BN_bin2bn(octets(bytes), static_cast<int>(bytes.size()), nullptr));
  require(number != nullptr);
  require(BN_to_ASN1_INTEGER(number.get(), X509_get_serialNumber(certificate)) != nullptr);
}

}  // namespace

Builder::Builder(BytesView public_key, WallTime not_before, WallTime not_after)
    : certificate_(X509_new()) {
  require(certificate_ != nullptr);
  const unsigned char* at = octets(public_key);
  const KeyPtr key(d2i_PUBKEY(nullptr, &at, static_cast<long>(public_key.size())));
  assert(on_p256(key.get()));
  require(X509_set_version(certificate_.get(), X509_VERSION_3) == 1);
  set_random_serial(certificate_.get());
  const auto seconds = [](WallTime t) { return std::chrono::system_clock::to_time_t(t); };
  require(ASN1_TIME_set(X509_getm_notBefore(certificate_.get()), seconds(not_before)) != nullptr);
  require(ASN1_TIME_set(X509_getm_notAfter(certificate_.get()), seconds(not_after)) != nullptr);
  require(X509_set_pubkey(certificate_.get(), key.get()) == 1);
}

void Builder::subject(int nid, const std::string& value) {
  X509_NAME* name = X509_get_subject_name(certificate_.get());
  require(
      X509_NAME_add_entry_by_NID(
          name, nid, MBSTRING_UTF8, octets(value), static_cast<int>(value.size()), -1, 0
      ) == 1
  );
}

void Builder::extension(int nid, const char* value, X509* issuer) {
  X509V3_CTX context;
  X509V3_set_ctx_nodb(&context);
  X509V3_set_ctx(
      &context, issuer != nullptr ? issuer : certificate_.get(), certificate_.get(), nullptr,
      nullptr, 0
  );
  const ExtensionPtr made(X509V3_EXT_conf_nid(nullptr, &context, nid, value));
  require(made != nullptr);
  require(X509_add_ext(certificate_.get(), made.get(), -1) == 1);
}

void Builder::alternative_name(int type, const std::string& value) {
  const NamesPtr names(sk_GENERAL_NAME_new_null());
  GENERAL_NAME* name = GENERAL_NAME_new();
  require(names != nullptr && name != nullptr);
  if (type == GEN_IPADD) {
    ASN1_OCTET_STRING* address = a2i_IPADDRESS(value.c_str());
    require(address != nullptr);
    GENERAL_NAME_set0_value(name, type, address);
  } else {
    ASN1_IA5STRING* text = ASN1_IA5STRING_new();
    require(text != nullptr);
    require(ASN1_STRING_set(text, value.data(), static_cast<int>(value.size())) == 1);
    GENERAL_NAME_set0_value(name, type, text);
  }
  require(sk_GENERAL_NAME_push(names.get(), name) > 0);
  require(X509_add1_ext_i2d(certificate_.get(), NID_subject_alt_name, names.get(), 0, 0) == 1);
}

Certificate Builder::signed_by(const PrivateKey& key, X509* issuer) {
  X509_NAME* name = X509_get_subject_name(issuer != nullptr ? issuer : certificate_.get());
  require(X509_set_issuer_name(certificate_.get(), name) == 1);
  require(X509_sign(certificate_.get(), key.get(), EVP_sha256()) > 0);
  Result<Certificate> made = Certificate::from_der(der_of(certificate_.get(), i2d_X509));
  require(made.has_value());
  return std::move(*made);
}

}  // namespace maintendue::identity
