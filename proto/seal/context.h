// How this house speaks TLS inside the tunnel. Seen by seal/endpoint.cc alone.
#pragma once

#include <openssl/ssl.h>

#include <optional>

#include "identity/openssl.h"
#include "seal/endpoint.h"

namespace maintendue::seal {

using ContextPtr = identity::Owned<SSL_CTX, SSL_CTX_free>;

// The pin and its verdict. Must outlive the context; stays at one address.
struct PinState {
  PeerPin decide;
  std::optional<Error> refusal;
};

// TLS 1.3 alone, a certificate of both sides, ECDSA P-256 alone, no tickets, no resumption, no
// early data. No chain is built: the pin decides. `identity` is our own; one that does not fit
// together is a bug (asserted).
ContextPtr make_context(Role role, const Identity& identity, PinState* pin);

}  // namespace maintendue::seal
