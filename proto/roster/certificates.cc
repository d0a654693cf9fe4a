#include "roster/certificates.h"

namespace maintendue::roster {

Result<std::vector<identity::Certificate>> certificates_of(const std::vector<Bytes>& ders) {
  std::vector<identity::Certificate> certificates;
  for (const Bytes& der : ders) {
    if (der.size() > kLongestCertificate) return fail(Errc::NotTrusted, "certificate too long");
    Result<identity::Certificate> certificate = identity::Certificate::from_der(der);
    if (!certificate) return fail(Errc::NotTrusted, certificate.error().detail);
    certificates.push_back(std::move(*certificate));
  }
  return certificates;
}

}  // namespace maintendue::roster
