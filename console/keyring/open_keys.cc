#include "console/keyring/open_keys.h"

#include "base/log.h"

namespace maintendue::console {

Result<OpenKeys> OpenKeys::open(const Home& home, BytesView passphrase) {
  Result<identity::PrivateKey> key = identity::PrivateKey::from_pem(home.locked_key, passphrase);
  if (!key) return tl::unexpected(key.error());
  OpenKeys keys{std::move(*key), std::nullopt};
  if (home.locked_encryption_key.empty()) return keys;
  auto opened = identity::PrivateKey::from_pem(home.locked_encryption_key, passphrase);
  if (opened) {
    keys.encryption_key = std::move(*opened);
  } else {
    log::event(
        "console.keyring", log::Level::error, "encryption.key does not open as operator.key does"
    );
  }
  return keys;
}

}  // namespace maintendue::console
