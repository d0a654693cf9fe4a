// Keys and certificates: ECDSA P-256, X.509 v3, PEM. Pure functions over bytes: no file, no
// network.
#pragma once

#include <memory>
#include <string>
#include <vector>

#include "base/bytes.h"
#include "base/clock.h"
#include "base/result.h"

typedef struct evp_pkey_st EVP_PKEY;
typedef struct x509_st X509;

namespace maintendue::identity {

Bytes sha256(BytesView bytes);

// What is signed begins with words of its own and a zero byte, so that a signature made for one
// purpose is never taken for another of the same key.
Bytes signed_bytes(std::string_view words, BytesView message);
// Whether this key, a SubjectPublicKeyInfo in DER on P-256, made the signature (ECDSA over
// SHA-256).
bool verifies(BytesView public_key, BytesView message, BytesView signature);
// Whether it is such a key.
bool is_public_key(BytesView public_key);

// A private key in memory. Copies share it.
class PrivateKey {
 public:
  static PrivateKey generate();
  // PKCS#8 PEM, encrypted (scrypt, AES-256-CBC) or not. WrongPassphrase when it does not open.
  static Result<PrivateKey> from_pem(BytesView pem, BytesView passphrase = {});

  // Not encrypted: only for a process that keeps it in a file of its own user, mode 0600.
  std::string to_pem() const;
  std::string to_encrypted_pem(BytesView passphrase) const;
  // ECDSA over SHA-256, DER.
  Bytes sign(BytesView message) const;
  // SubjectPublicKeyInfo in DER: how a key is named and pinned.
  Bytes public_key() const;
  // 32 bytes that whoever holds this key makes of these words and this text, always the same, and
  // that tell nobody else anything of the text (HMAC-SHA-256).
  Bytes mark(std::string_view words, BytesView text) const;
  EVP_PKEY* get() const { return key_.get(); }

 private:
  explicit PrivateKey(std::shared_ptr<EVP_PKEY> key) : key_(std::move(key)) {}
  std::shared_ptr<EVP_PKEY> key_;
};

// A certificate as it was given; nothing about it is believed until identity/trust.h says so.
class Certificate {
 public:
  static Result<Certificate> from_pem(BytesView pem);  // the first one of a chain
  static Result<Certificate> from_der(BytesView der);
  std::string to_pem() const;
  Bytes to_der() const;
  Bytes public_key() const;  // SubjectPublicKeyInfo in DER
  WallTime not_before() const;
  WallTime not_after() const;
  std::string common_name() const;
  bool verifies(BytesView message, BytesView signature) const;  // ECDSA over SHA-256
  X509* get() const { return certificate_.get(); }

 private:
  explicit Certificate(std::shared_ptr<X509> certificate) : certificate_(std::move(certificate)) {}
  std::shared_ptr<X509> certificate_;
};

// All that stand in `pem`, at least one and at most 32. BadMessage if not.
Result<std::vector<Certificate>> certificates_in(BytesView pem);

}  // namespace maintendue::identity
