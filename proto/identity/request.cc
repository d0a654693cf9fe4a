#include "identity/issue.h"
#include "identity/openssl.h"

namespace maintendue::identity {
namespace {

constexpr std::size_t kLongestRequest = 4 * 1024;

}  // namespace

Bytes make_request(const PrivateKey& key) {
  const RequestPtr request(X509_REQ_new());
  require(request != nullptr);
  require(X509_REQ_set_version(request.get(), X509_REQ_VERSION_1) == 1);
  require(X509_REQ_set_pubkey(request.get(), key.get()) == 1);
  require(X509_REQ_sign(request.get(), key.get(), EVP_sha256()) > 0);
  return der_of(request.get(), i2d_X509_REQ);
}

Result<Bytes> check_request(BytesView der) {
  if (der.size() > kLongestRequest) return fail(Errc::BadMessage, "request too long");
  const unsigned char* at = octets(der);
  const RequestPtr request(d2i_X509_REQ(nullptr, &at, static_cast<long>(der.size())));
  if (!request || at != octets(der) + der.size()) {
    ERR_clear_error();
    return fail(Errc::BadMessage, "not a PKCS#10 request");
  }
  EVP_PKEY* key = X509_REQ_get0_pubkey(request.get());
  const bool good = on_p256(key) && X509_REQ_verify(request.get(), key) == 1;
  ERR_clear_error();
  if (!good) return fail(Errc::BadMessage, "request not signed by its own P-256 key");
  return der_of(key, i2d_PUBKEY);
}

}  // namespace maintendue::identity
