#include "sealed_record/envelope.h"

#include <openssl/cms.h>

#include <cassert>

#include "identity/openssl.h"
#include "sealed_record/envelope_layout.h"

namespace maintendue::sealed_record {
namespace {

using identity::require;
using CmsPtr = identity::Owned<CMS_ContentInfo, CMS_ContentInfo_free>;
using OctetsPtr = identity::Owned<ASN1_OCTET_STRING, ASN1_OCTET_STRING_free>;

constexpr unsigned kFlags = CMS_BINARY | CMS_USE_KEYID | CMS_KEY_PARAM;

// CMS names its recipients by certificates. This one says nothing but the key and its hash, by
// which the recipient is named; a key that nobody keeps signs it, since an unsigned one is not
// read.
identity::X509Ptr nameless_certificate(BytesView public_key) {
  const identity::KeyPtr key = identity::parse_public_key(public_key);
  require(key != nullptr);
  identity::X509Ptr certificate(X509_new());
  require(certificate && X509_set_version(certificate.get(), X509_VERSION_3) == 1);
  require(X509_set_pubkey(certificate.get(), key.get()) == 1);
  const Bytes hash = identity::sha256(public_key);
  const OctetsPtr name(ASN1_OCTET_STRING_new());
  require(name != nullptr);
  require(
      ASN1_OCTET_STRING_set(name.get(), identity::octets(hash), static_cast<int>(hash.size())) == 1
  );
  require(X509_add1_ext_i2d(certificate.get(), NID_subject_key_identifier, name.get(), 0, 0) == 1);
  require(
      X509_gmtime_adj(X509_getm_notBefore(certificate.get()), 0) &&
      X509_gmtime_adj(X509_getm_notAfter(certificate.get()), 0)
  );
  const identity::PrivateKey nobody = identity::PrivateKey::generate();
  require(X509_sign(certificate.get(), nobody.get(), EVP_sha256()) > 0);
  return certificate;
}

}  // namespace

Bytes seal_to(BytesView to, BytesView secret) {
  assert(!secret.empty() && secret.size() <= kLongestSecret);
  const identity::X509Ptr recipient = nameless_certificate(to);
  const CmsPtr cms(CMS_AuthEnvelopedData_create(EVP_aes_256_gcm()));
  require(cms && CMS_set_detached(cms.get(), 0) == 1);
  CMS_RecipientInfo* info = CMS_add1_recipient_cert(cms.get(), recipient.get(), kFlags);
  require(info != nullptr);
  require(EVP_PKEY_CTX_set_ecdh_kdf_md(CMS_RecipientInfo_get0_pkey_ctx(info), EVP_sha256()) == 1);
  const identity::BioPtr in = identity::reading(secret);
  require(CMS_final(cms.get(), in.get(), nullptr, CMS_BINARY) == 1);
  Bytes envelope = identity::der_of(cms.get(), i2d_CMS_ContentInfo);
  assert(envelope.size() <= kLongestEnvelope);
  return envelope;
}

Result<Bytes> open_sealed(const identity::PrivateKey& key, BytesView envelope) {
  if (envelope.empty() || envelope.size() > kLongestEnvelope) {
    return fail(Errc::NotTrusted, "an envelope of no likely size");
  }
  if (!sealed_by_gcm(envelope)) return fail(Errc::NotTrusted, "an envelope of another make");
  const unsigned char* at = identity::octets(envelope);
  const CmsPtr cms(d2i_CMS_ContentInfo(nullptr, &at, static_cast<long>(envelope.size())));
  const bool is_one = cms && at == identity::octets(envelope) + envelope.size() &&
                      OBJ_obj2nid(CMS_get0_type(cms.get())) == NID_id_smime_ct_authEnvelopedData;
  ERR_clear_error();
  if (!is_one) return fail(Errc::NotTrusted, "not an envelope");
  // In memory that is wiped when it is freed.
  const identity::BioPtr out(BIO_new(BIO_s_secmem()));
  require(out != nullptr);
  const bool opened =
      CMS_decrypt(cms.get(), key.get(), nullptr, nullptr, out.get(), CMS_BINARY) == 1;
  ERR_clear_error();
  if (!opened) return fail(Errc::NotTrusted, "an envelope for somebody else");
  return identity::content(out.get());
}

}  // namespace maintendue::sealed_record
