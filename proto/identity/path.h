// The path of X.509 from a certificate up to a root, and what the certificates on it say. OpenSSL
// finds the path; what it may be is for identity/trust.h to say. For identity alone.
#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "identity/keys.h"
#include "identity/openssl.h"

namespace maintendue::identity {

inline void release(STACK_OF(X509) * chain) { sk_X509_pop_free(chain, X509_free); }

// A path that OpenSSL found good by every rule of X.509.
struct Path {
  Owned<STACK_OF(X509), release> certificates;  // leaf first, root last
  int length() const { return sk_X509_num(certificates.get()); }
  X509* at(int index) const { return sk_X509_value(certificates.get(), index); }
  X509* leaf() const { return at(0); }
};

// From the first of `chain`, by way of the others, to `root`, which need not be its own issuer.
// `purpose` is OpenSSL's, X509_PURPOSE_*. Everything on the path is valid at `now`, but what the
// root, a later root or a roster key signed is never too young. NotTrusted when there is none.
Result<Path> path_to(
    const Certificate& root, const std::vector<Certificate>& chain, int purpose, WallTime now
);

// The only alternative name, when it is a URI; else empty.
std::string only_uri(X509* certificate);
// The id behind `prefix`, or empty when it is another kind of name or not an id.
std::string id_in(const std::string& uri, std::string_view prefix);
// Which of the later roots, or of the roster keys, a certificate says to be of; 0 when of none.
std::uint64_t root_number_in(X509* certificate);
std::uint64_t generation_in(X509* certificate);

// Says this one purpose (XKU_*) and no other, and issues nothing.
bool is_leaf_for(X509* certificate, std::uint32_t purpose);
// An authority of path length 0, for clients alone. OpenSSL would also accept wider ones; the
// organisation never makes any.
bool signs_clients_alone(X509* certificate);
// An authority for everything, as only a root is.
bool signs_all(X509* certificate);

}  // namespace maintendue::identity
