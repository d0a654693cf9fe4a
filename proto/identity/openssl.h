// Owners for OpenSSL's objects. Seen by identity and seal alone.
#pragma once

#include <openssl/bio.h>
#include <openssl/err.h>
#include <openssl/evp.h>
#include <openssl/pem.h>
#include <openssl/x509.h>
#include <openssl/x509v3.h>

#include <cstdlib>
#include <memory>

#include "base/bytes.h"

namespace maintendue::identity {

template <auto Free>
struct Freed {
  template <class T>
  void operator()(T* object) const {
    Free(object);
  }
};

template <class T, auto Free>
using Owned = std::unique_ptr<T, Freed<Free>>;

using BioPtr = Owned<BIO, BIO_free_all>;
using KeyPtr = Owned<EVP_PKEY, EVP_PKEY_free>;
using X509Ptr = Owned<X509, X509_free>;
using RequestPtr = Owned<X509_REQ, X509_REQ_free>;
using DigestPtr = Owned<EVP_MD_CTX, EVP_MD_CTX_free>;

// For calls that fail only without memory or by our own bug: nothing sensible could follow.
inline void require(bool worked) {
  if (!worked) std::abort();
}

inline BioPtr reading(BytesView bytes) {
  BioPtr bio(BIO_new_mem_buf(bytes.data(), static_cast<int>(bytes.size())));
  require(bio != nullptr);
  return bio;
}

inline BioPtr writing() {
  BioPtr bio(BIO_new(BIO_s_mem()));
  require(bio != nullptr);
  return bio;
}

inline Bytes content(BIO* bio) {
  char* data = nullptr;
  const long size = BIO_get_mem_data(bio, &data);
  return size > 0 ? Bytes(data, static_cast<std::size_t>(size)) : Bytes();
}

inline const unsigned char* octets(BytesView bytes) {
  return reinterpret_cast<const unsigned char*>(bytes.data());
}

// The DER of `object`, by its own i2d function.
template <class T, class Encode>
Bytes der_of(const T* object, Encode encode) {
  unsigned char* out = nullptr;
  const int size = encode(object, &out);
  require(size > 0);
  Bytes der(reinterpret_cast<const char*>(out), static_cast<std::size_t>(size));
  OPENSSL_clear_free(out, static_cast<std::size_t>(size));
  return der;
}

// Every signature and certificate of an organisation is ECDSA on this curve.
inline bool on_p256(const EVP_PKEY* key) {
  char group[32] = {};
  std::size_t length = 0;
  return key != nullptr && EVP_PKEY_is_a(key, "EC") == 1 &&
         EVP_PKEY_get_group_name(key, group, sizeof group, &length) == 1 &&
         BytesView(group, length) == "prime256v1";
}

// The key, when it is one of ours in DER and nothing follows it.
inline KeyPtr parse_public_key(BytesView der) {
  const unsigned char* at = octets(der);
  KeyPtr key(d2i_PUBKEY(nullptr, &at, static_cast<long>(der.size())));
  const bool whole = key && at == octets(der) + der.size() && on_p256(key.get());
  ERR_clear_error();
  return whole ? std::move(key) : nullptr;
}

inline bool verifies(EVP_PKEY* key, BytesView message, BytesView signature) {
  const DigestPtr digest(EVP_MD_CTX_new());
  require(digest != nullptr);
  require(EVP_DigestVerifyInit(digest.get(), nullptr, EVP_sha256(), nullptr, key) == 1);
  const bool good =
      EVP_DigestVerify(
          digest.get(), octets(signature), signature.size(), octets(message), message.size()
      ) == 1;
  ERR_clear_error();
  return good;
}

}  // namespace maintendue::identity
