#include "console/cli/recovery_sheet.h"

namespace maintendue::cli {
namespace {

constexpr std::string_view kKeyBegins = "-----BEGIN ENCRYPTED PRIVATE KEY-----";

}  // namespace

std::string recovery_sheet(
    Language language,
    const identity::Issuer& root,
    const identity::PrivateKey& recovery_key,
    BytesView passphrase
) {
  return say(language, Word::RecoverySheet, {root.certificate.common_name()}) + "\n\n" +
         root.key.to_encrypted_pem(passphrase) + root.certificate.to_pem() +
         recovery_key.to_encrypted_pem(passphrase);
}

Result<identity::Issuer> root_from_sheet(const std::string& sheet, BytesView passphrase) {
  const auto key_at = sheet.find(kKeyBegins);
  const auto certificate_at = sheet.find("-----BEGIN CERTIFICATE-----");
  if (key_at == std::string::npos || certificate_at == std::string::npos) {
    return fail(Errc::BadMessage, "not a recovery sheet");
  }
  const auto certificate = identity::Certificate::from_pem(sheet.substr(certificate_at));
  if (!certificate) return fail(Errc::BadMessage, "not a recovery sheet");
  const auto key = identity::PrivateKey::from_pem(sheet.substr(key_at), passphrase);
  if (!key) return tl::unexpected(key.error());
  if (key->public_key() != certificate->public_key()) {
    return fail(Errc::BadMessage, "a sheet whose two halves are of different roots");
  }
  return identity::Issuer{*key, *certificate};
}

Result<identity::PrivateKey> recovery_key_from_sheet(
    const std::string& sheet, BytesView passphrase
) {
  const auto root_at = sheet.find(kKeyBegins);
  const auto key_at = root_at == std::string::npos ? root_at : sheet.find(kKeyBegins, root_at + 1);
  if (key_at == std::string::npos) return fail(Errc::BadMessage, "no recovery key on this sheet");
  return identity::PrivateKey::from_pem(sheet.substr(key_at), passphrase);
}

}  // namespace maintendue::cli
