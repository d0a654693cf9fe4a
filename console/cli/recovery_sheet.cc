#include "console/cli/recovery_sheet.h"

namespace maintendue::cli {
namespace {

constexpr std::string_view kKeyBegins = "-----BEGIN ENCRYPTED PRIVATE KEY-----";

}  // namespace

std::string recovery_sheet(
    Language language,
    const identity::PrivateKey& root_key,
    const identity::Trust& trust,
    const identity::PrivateKey& recovery_key,
    BytesView passphrase
) {
  return say(language, Word::RecoverySheet, {trust.organisation()}) + "\n\n" +
         root_key.to_encrypted_pem(passphrase) + trust.root().to_pem() +
         (trust.number() > 1 ? trust.root_pem() : std::string()) +
         recovery_key.to_encrypted_pem(passphrase);
}

Result<RootOfSheet> root_from_sheet(const std::string& sheet, BytesView passphrase) {
  const auto key_at = sheet.find(kKeyBegins);
  const auto certificate_at = sheet.find("-----BEGIN CERTIFICATE-----");
  if (key_at == std::string::npos || certificate_at == std::string::npos) {
    return fail(Errc::BadMessage, "not a recovery sheet");
  }
  const auto roots = identity::certificates_in(sheet.substr(certificate_at));
  if (!roots) return fail(Errc::BadMessage, "not a recovery sheet");
  const auto key = identity::PrivateKey::from_pem(sheet.substr(key_at), passphrase);
  if (!key) return tl::unexpected(key.error());
  if (key->public_key() != roots->front().public_key()) {
    return fail(Errc::BadMessage, "a sheet whose two halves are of different roots");
  }
  return RootOfSheet{*key, roots->back()};
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
