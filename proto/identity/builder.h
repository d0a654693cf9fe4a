// One certificate in the making. Seen by identity alone.
#pragma once

#include <chrono>
#include <string>

#include "identity/keys.h"
#include "identity/openssl.h"

namespace maintendue::identity {

// The issuer's words are checked by whoever calls: what does not fit in a certificate is our own
// bug.
class Builder {
 public:
  // `public_key` is a SubjectPublicKeyInfo in DER, on P-256 (asserted).
  Builder(BytesView public_key, WallTime not_before, WallTime not_after);

  void subject(int nid, const std::string& value);
  // An extension in OpenSSL's own words ("critical,CA:FALSE"); never given text from outside.
  void extension(int nid, const char* value, X509* issuer = nullptr);
  // The one name that says who this is: GEN_URI, GEN_DNS or GEN_IPADD.
  void alternative_name(int type, const std::string& value);

  // Signs with the issuer's key, or with its own when there is no issuer yet.
  Certificate signed_by(const PrivateKey& key, X509* issuer);

 private:
  X509Ptr certificate_;
};

}  // namespace maintendue::identity
