#include "identity/keys.h"

#include <openssl/hmac.h>
#include <openssl/pkcs12.h>

#include "base/random.h"
#include "identity/openssl.h"

namespace maintendue::identity {
namespace {

using Pkcs8Ptr = Owned<PKCS8_PRIV_KEY_INFO, PKCS8_PRIV_KEY_INFO_free>;
using SealedPkcs8Ptr = Owned<X509_SIG, X509_SIG_free>;

// scrypt at 16 MiB (OpenSSL opens no key that wants over 32), five times over: some 0.2 s a guess.
constexpr std::uint64_t kScryptN = 16384;
constexpr std::uint64_t kScryptR = 8;
constexpr std::uint64_t kScryptP = 5;
constexpr std::size_t kLongestPem = 16 * 1024;

struct PemBlock {
  std::string label;
  Bytes der;
  ~PemBlock() { OPENSSL_cleanse(der.data(), der.size()); }
};

Result<PemBlock> first_block(BytesView pem) {
  if (pem.size() > kLongestPem) return fail(Errc::BadMessage, "key file too long");
  const BioPtr bio = reading(pem);
  char* label = nullptr;
  char* header = nullptr;
  unsigned char* data = nullptr;
  long size = 0;
  if (PEM_read_bio(bio.get(), &label, &header, &data, &size) != 1) {
    ERR_clear_error();
    return fail(Errc::BadMessage, "no key in PEM");
  }
  PemBlock block{label, Bytes(reinterpret_cast<char*>(data), static_cast<std::size_t>(size))};
  OPENSSL_free(label);
  OPENSSL_free(header);
  OPENSSL_clear_free(data, static_cast<std::size_t>(size));
  return block;
}

Result<Pkcs8Ptr> opened(const PemBlock& block, BytesView passphrase) {
  const unsigned char* at = octets(block.der);
  const long size = static_cast<long>(block.der.size());
  if (block.label == PEM_STRING_PKCS8INF) {
    Pkcs8Ptr info(d2i_PKCS8_PRIV_KEY_INFO(nullptr, &at, size));
    if (!info) return fail(Errc::BadMessage, "not a PKCS#8 key");
    return info;
  }
  if (block.label != PEM_STRING_PKCS8) return fail(Errc::BadMessage, "not a PKCS#8 key");
  const SealedPkcs8Ptr sealed(d2i_X509_SIG(nullptr, &at, size));
  if (!sealed) return fail(Errc::BadMessage, "not an encrypted PKCS#8 key");
  Pkcs8Ptr info(PKCS8_decrypt(sealed.get(), passphrase.data(), static_cast<int>(passphrase.size()))
  );
  if (!info) return fail(Errc::WrongPassphrase);
  return info;
}

Pkcs8Ptr info_of(EVP_PKEY* key) {
  Pkcs8Ptr info(EVP_PKEY2PKCS8(key));
  require(info != nullptr);
  return info;
}

}  // namespace

PrivateKey PrivateKey::generate() {
  EVP_PKEY* key = EVP_EC_gen("P-256");
  require(key != nullptr);
  return PrivateKey(std::shared_ptr<EVP_PKEY>(key, EVP_PKEY_free));
}

Result<PrivateKey> PrivateKey::from_pem(BytesView pem, BytesView passphrase) {
  Result<PemBlock> block = first_block(pem);
  if (!block) return tl::unexpected(block.error());
  Result<Pkcs8Ptr> info = opened(*block, passphrase);
  ERR_clear_error();
  if (!info) return tl::unexpected(info.error());
  std::shared_ptr<EVP_PKEY> key(EVP_PKCS82PKEY(info->get()), EVP_PKEY_free);
  ERR_clear_error();
  if (!on_p256(key.get())) return fail(Errc::BadMessage, "not a key on P-256");
  return PrivateKey(std::move(key));
}

std::string PrivateKey::to_pem() const {
  const Pkcs8Ptr info = info_of(key_.get());
  const BioPtr bio = writing();
  require(PEM_write_bio_PKCS8_PRIV_KEY_INFO(bio.get(), info.get()) == 1);
  return content(bio.get());
}

std::string PrivateKey::to_encrypted_pem(BytesView passphrase) const {
  const Pkcs8Ptr info = info_of(key_.get());
  Bytes salt = random_bytes(16);
  X509_ALGOR* recipe = PKCS5_pbe2_set_scrypt(
      EVP_aes_256_cbc(), reinterpret_cast<unsigned char*>(salt.data()),
      static_cast<int>(salt.size()), nullptr, kScryptN, kScryptR, kScryptP
  );
  require(recipe != nullptr);
  const SealedPkcs8Ptr sealed(
      PKCS8_set0_pbe(passphrase.data(), static_cast<int>(passphrase.size()), info.get(), recipe)
  );
  require(sealed != nullptr);  // which owns the recipe now
  const BioPtr bio = writing();
  require(PEM_write_bio_PKCS8(bio.get(), sealed.get()) == 1);
  return content(bio.get());
}

Bytes PrivateKey::sign(BytesView message) const {
  const DigestPtr digest(EVP_MD_CTX_new());
  require(digest != nullptr);
  require(EVP_DigestSignInit(digest.get(), nullptr, EVP_sha256(), nullptr, key_.get()) == 1);
  std::size_t size = 0;
  require(EVP_DigestSign(digest.get(), nullptr, &size, octets(message), message.size()) == 1);
  Bytes signature(size, '\0');
  auto* out = reinterpret_cast<unsigned char*>(signature.data());
  require(EVP_DigestSign(digest.get(), out, &size, octets(message), message.size()) == 1);
  signature.resize(size);
  return signature;
}

Bytes PrivateKey::mark(std::string_view words, BytesView text) const {
  Bytes der = der_of(key_.get(), i2d_PrivateKey);
  Bytes secret = sha256(signed_bytes("maintendue key of marks", der));
  const Bytes message = signed_bytes(words, text);
  unsigned char digest[EVP_MAX_MD_SIZE];
  unsigned int size = 0;
  const auto* made = HMAC(
      EVP_sha256(), secret.data(), static_cast<int>(secret.size()), octets(message), message.size(),
      digest, &size
  );
  OPENSSL_cleanse(der.data(), der.size());
  OPENSSL_cleanse(secret.data(), secret.size());
  require(made != nullptr);
  return Bytes(reinterpret_cast<const char*>(digest), size);
}

Bytes PrivateKey::public_key() const { return der_of(key_.get(), i2d_PUBKEY); }

Bytes sha256(BytesView bytes) {
  unsigned char digest[EVP_MAX_MD_SIZE];
  unsigned int size = 0;
  require(EVP_Digest(bytes.data(), bytes.size(), digest, &size, EVP_sha256(), nullptr) == 1);
  return Bytes(reinterpret_cast<const char*>(digest), size);
}

Bytes signed_bytes(std::string_view words, BytesView message) {
  Bytes bytes(words);
  bytes += '\0';
  bytes += message;
  return bytes;
}

bool is_public_key(BytesView public_key) { return parse_public_key(public_key) != nullptr; }

bool verifies(BytesView public_key, BytesView message, BytesView signature) {
  const KeyPtr key = parse_public_key(public_key);
  return key && verifies(key.get(), message, signature);
}

}  // namespace maintendue::identity
