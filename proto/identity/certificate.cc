#include <cassert>
#include <ctime>

#include "identity/keys.h"
#include "identity/openssl.h"

namespace maintendue::identity {
namespace {

constexpr std::size_t kLongestCertificate = 64 * 1024;
constexpr std::size_t kMostAtOnce = 32;

WallTime wall_time(const ASN1_TIME* time) {
  std::tm parts{};
  require(ASN1_TIME_to_tm(time, &parts) == 1);  // from_pem and from_der let no other date pass
  return std::chrono::system_clock::from_time_t(timegm(&parts));
}

bool dates_readable(const X509* certificate) {
  std::tm parts{};
  return ASN1_TIME_to_tm(X509_get0_notBefore(certificate), &parts) == 1 &&
         ASN1_TIME_to_tm(X509_get0_notAfter(certificate), &parts) == 1;
}

Result<std::shared_ptr<X509>> usable(X509* certificate) {
  ERR_clear_error();
  std::shared_ptr<X509> owned(certificate, X509_free);
  if (!owned) return fail(Errc::BadMessage, "not a certificate");
  if (!dates_readable(owned.get())) return fail(Errc::BadMessage, "certificate without dates");
  if (!on_p256(X509_get0_pubkey(owned.get()))) {
    ERR_clear_error();
    return fail(Errc::BadMessage, "certificate for a key that is not on P-256");
  }
  return owned;
}

}  // namespace

Result<Certificate> Certificate::from_pem(BytesView pem) {
  if (pem.size() > kLongestCertificate) return fail(Errc::BadMessage, "certificate too long");
  const BioPtr bio = reading(pem);
  Result<std::shared_ptr<X509>> read =
      usable(PEM_read_bio_X509(bio.get(), nullptr, nullptr, nullptr));
  if (!read) return tl::unexpected(read.error());
  return Certificate(std::move(*read));
}

Result<Certificate> Certificate::from_der(BytesView der) {
  if (der.size() > kLongestCertificate) return fail(Errc::BadMessage, "certificate too long");
  const unsigned char* at = octets(der);
  Result<std::shared_ptr<X509>> read =
      usable(d2i_X509(nullptr, &at, static_cast<long>(der.size())));
  if (!read) return tl::unexpected(read.error());
  if (at != octets(der) + der.size()) return fail(Errc::BadMessage, "bytes after the certificate");
  return Certificate(std::move(*read));
}

std::string Certificate::to_pem() const {
  const BioPtr bio = writing();
  require(PEM_write_bio_X509(bio.get(), certificate_.get()) == 1);
  return content(bio.get());
}

Bytes Certificate::to_der() const { return der_of(certificate_.get(), i2d_X509); }

Bytes Certificate::public_key() const {
  return der_of(X509_get0_pubkey(certificate_.get()), i2d_PUBKEY);
}

WallTime Certificate::not_before() const {
  return wall_time(X509_get0_notBefore(certificate_.get()));
}

WallTime Certificate::not_after() const {
  return wall_time(X509_get0_notAfter(certificate_.get()));
}

std::string Certificate::common_name() const {
  const X509_NAME* subject = X509_get_subject_name(certificate_.get());
  const int at = X509_NAME_get_index_by_NID(subject, NID_commonName, -1);
  if (at < 0) return {};
  unsigned char* text = nullptr;
  const int size =
      ASN1_STRING_to_UTF8(&text, X509_NAME_ENTRY_get_data(X509_NAME_get_entry(subject, at)));
  if (size < 0) return {};
  std::string name(reinterpret_cast<const char*>(text), static_cast<std::size_t>(size));
  OPENSSL_free(text);
  return name;
}

bool Certificate::verifies(BytesView message, BytesView signature) const {
  return identity::verifies(X509_get0_pubkey(certificate_.get()), message, signature);
}

Result<std::vector<Certificate>> certificates_in(BytesView pem) {
  if (pem.size() > kLongestCertificate) return fail(Errc::BadMessage, "certificates too long");
  const BioPtr bio = reading(pem);
  std::vector<Certificate> all;
  while (X509Ptr next{PEM_read_bio_X509(bio.get(), nullptr, nullptr, nullptr)}) {
    if (all.size() == kMostAtOnce) return fail(Errc::BadMessage, "too many certificates");
    Result<Certificate> certificate = Certificate::from_der(der_of(next.get(), i2d_X509));
    if (!certificate) return tl::unexpected(certificate.error());
    all.push_back(std::move(*certificate));
  }
  ERR_clear_error();
  if (all.empty()) return fail(Errc::BadMessage, "no certificate");
  return all;
}

}  // namespace maintendue::identity
