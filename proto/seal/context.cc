#include "seal/context.h"

namespace maintendue::seal {
namespace {

using identity::Owned;
using identity::require;

constexpr long kLongestChain = 16 * 1024;

// The chain the peer showed, leaf first, as the pin wants to read it.
std::string chain_of(X509_STORE_CTX* presented) {
  const identity::BioPtr pem = identity::writing();
  const STACK_OF(X509)* chain = X509_STORE_CTX_get0_untrusted(presented);
  for (int i = 0; i < sk_X509_num(chain); ++i) {
    require(PEM_write_bio_X509(pem.get(), sk_X509_value(chain, i)) == 1);
  }
  return identity::content(pem.get());
}

Result<void> ask(const PeerPin& pin, const std::string& chain) {
  try {
    return pin(chain);
  } catch (const std::exception& e) {  // nothing may be thrown through OpenSSL
    return fail(Errc::Internal, e.what());
  }
}

int verify(X509_STORE_CTX* presented, void* argument) {
  auto* pin = static_cast<PinState*>(argument);
  Result<void> verdict = ask(pin->decide, chain_of(presented));
  if (verdict) {
    X509_STORE_CTX_set_error(presented, X509_V_OK);
    return 1;
  }
  pin->refusal = Error{Errc::NotTrusted, verdict.error().detail};
  X509_STORE_CTX_set_error(presented, X509_V_ERR_CERT_UNTRUSTED);
  return 0;
}

void use(SSL_CTX* context, const Identity& identity) {
  const identity::BioPtr pem = identity::reading(identity.certificate_chain);
  const identity::X509Ptr own(PEM_read_bio_X509(pem.get(), nullptr, nullptr, nullptr));
  require(own != nullptr && SSL_CTX_use_certificate(context, own.get()) == 1);
  while (X509* next = PEM_read_bio_X509(pem.get(), nullptr, nullptr, nullptr)) {
    require(SSL_CTX_add0_chain_cert(context, next) == 1);
  }
  ERR_clear_error();
  require(SSL_CTX_use_PrivateKey(context, identity.key.get()) == 1);
  require(SSL_CTX_check_private_key(context) == 1);
}

}  // namespace

ContextPtr make_context(Role role, const Identity& identity, PinState* pin) {
  const bool client = role == Role::Client;
  ContextPtr owned(SSL_CTX_new(client ? TLS_client_method() : TLS_server_method()));
  SSL_CTX* context = owned.get();
  require(context != nullptr);
  require(SSL_CTX_set_min_proto_version(context, TLS1_3_VERSION) == 1);
  require(SSL_CTX_set_max_proto_version(context, TLS1_3_VERSION) == 1);
  require(SSL_CTX_set1_sigalgs_list(context, "ECDSA+SHA256") == 1);
  SSL_CTX_set_options(context, SSL_OP_NO_TICKET | SSL_OP_NO_COMPRESSION | SSL_OP_NO_RENEGOTIATION);
  SSL_CTX_clear_options(context, SSL_OP_ENABLE_MIDDLEBOX_COMPAT);  // no box sees the inside
  require(SSL_CTX_set_num_tickets(context, 0) == 1);
  SSL_CTX_set_session_cache_mode(context, SSL_SESS_CACHE_OFF);
  SSL_CTX_set_max_cert_list(context, kLongestChain);
  SSL_CTX_set_verify(context, SSL_VERIFY_PEER | SSL_VERIFY_FAIL_IF_NO_PEER_CERT, nullptr);
  SSL_CTX_set_cert_verify_callback(context, verify, pin);
  use(context, identity);
  return owned;
}

}  // namespace maintendue::seal
