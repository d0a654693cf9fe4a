#include "sealed_record/content.h"

#include <cassert>

#include "base/private_memory.h"
#include "base/random.h"
#include "identity/openssl.h"
#include "sealed_record/envelope.h"

namespace maintendue::sealed_record {
namespace {

using identity::octets;
using identity::require;
using CipherPtr = identity::Owned<EVP_CIPHER_CTX, EVP_CIPHER_CTX_free>;

constexpr std::size_t kKey = 32;
constexpr std::size_t kNonce = 12;
constexpr std::size_t kTag = 16;
constexpr std::string_view kWords = "maintendue household";

Bytes associated(const HouseholdId& household, std::uint64_t version) {
  Bytes bytes = identity::signed_bytes(kWords, household.value);
  for (int shift = 56; shift >= 0; shift -= 8) bytes += static_cast<char>(version >> shift);
  return bytes;
}

unsigned char* octets_of(Bytes& bytes) { return reinterpret_cast<unsigned char*>(bytes.data()); }

int size_of(BytesView bytes) { return static_cast<int>(bytes.size()); }

}  // namespace

SealedContent seal_content(
    BytesView plain, const HouseholdId& household, std::uint64_t version, BytesView data_key
) {
  assert(!plain.empty() && plain.size() <= kLongestContent);
  Bytes key = random_bytes(kKey);
  const WipedAtEnd wiped(key);
  SealedContent sealed{
      random_bytes(kNonce), Bytes(plain.size() + kTag, '\0'), seal_to(data_key, key)
  };
  const Bytes beside = associated(household, version);
  const CipherPtr cipher(EVP_CIPHER_CTX_new());
  require(cipher != nullptr);
  int size = 0;
  require(
      EVP_EncryptInit_ex2(
          cipher.get(), EVP_aes_256_gcm(), octets(key), octets(sealed.nonce), nullptr
      ) == 1
  );
  require(EVP_EncryptUpdate(cipher.get(), nullptr, &size, octets(beside), size_of(beside)) == 1);
  unsigned char* out = octets_of(sealed.content);
  require(EVP_EncryptUpdate(cipher.get(), out, &size, octets(plain), size_of(plain)) == 1);
  require(EVP_EncryptFinal_ex(cipher.get(), out + size, &size) == 1);
  require(EVP_CIPHER_CTX_ctrl(cipher.get(), EVP_CTRL_AEAD_GET_TAG, kTag, out + plain.size()) == 1);
  return sealed;
}

Result<Bytes> open_content(
    const household_record::Record& record,
    BytesView sealed_key,
    const identity::PrivateKey& data_key
) {
  if (identity::sha256(sealed_key) != record.sealed_key_hash) {
    return fail(Errc::NotTrusted, "another key than the record's");
  }
  Result<Bytes> key = open_sealed(data_key, sealed_key);
  if (!key) return key;
  const WipedAtEnd wiped(*key);
  if (key->size() != kKey || record.content.size() <= kTag) {
    return fail(Errc::NotTrusted, "not a household's key");
  }
  const BytesView content = BytesView(record.content).substr(0, record.content.size() - kTag);
  Bytes tag = record.content.substr(content.size());
  const Bytes beside = associated(record.household, record.version);
  const CipherPtr cipher(EVP_CIPHER_CTX_new());
  require(cipher != nullptr);
  int size = 0;
  require(
      EVP_DecryptInit_ex2(
          cipher.get(), EVP_aes_256_gcm(), octets(*key), octets(record.nonce), nullptr
      ) == 1
  );
  require(EVP_DecryptUpdate(cipher.get(), nullptr, &size, octets(beside), size_of(beside)) == 1);
  Bytes plain(content.size(), '\0');
  require(
      EVP_DecryptUpdate(cipher.get(), octets_of(plain), &size, octets(content), size_of(content)) ==
      1
  );
  require(EVP_CIPHER_CTX_ctrl(cipher.get(), EVP_CTRL_AEAD_SET_TAG, kTag, octets_of(tag)) == 1);
  const bool whole = EVP_DecryptFinal_ex(cipher.get(), octets_of(plain) + size, &size) == 1;
  ERR_clear_error();
  if (!whole) return fail(Errc::NotTrusted, "not what was sealed");
  return plain;
}

}  // namespace maintendue::sealed_record
