// The inner TLS 1.3 between console (client) and PC (server), over memory: bytes in, bytes out. The
// relay carries what comes out of here and cannot read it.
#pragma once

#include <functional>
#include <memory>

#include "base/bytes.h"
#include "base/result.h"
#include "identity/keys.h"

namespace maintendue::seal {

enum class Role { Client, Server };

struct Identity {
  identity::PrivateKey key;
  std::string certificate_chain;  // PEM, own certificate first
};

// Decides about the peer's certificate chain (PEM, leaf first) in the handshake. TLS itself proves
// that the peer holds the leaf's key; this says whose key it must be. An error ends the handshake.
using PeerPin = std::function<Result<void>(const std::string& chain_pem)>;

// One end. Not thread-safe; no I/O. After an error it says nothing more but errors.
class Endpoint {
 public:
  Endpoint(Role role, const Identity& identity, PeerPin pin);
  ~Endpoint();
  Endpoint(Endpoint&&) noexcept;
  Endpoint& operator=(Endpoint&&) noexcept;

  // What must go to the peer next: after construction (client), after receive(), after seal().
  Bytes take_outgoing();
  // Feeds what came from the peer, in any slices; returns the plaintext it held, which may be
  // empty. NotTrusted when the pin refused; BadMessage when it is not TLS 1.3 as we speak it;
  // PeerGone at the peer's close_notify.
  Result<Bytes> receive(BytesView from_peer);
  // Encrypts; take_outgoing() has the records. Only once ready().
  Result<void> seal(BytesView plaintext);
  // 32 bytes that this connection's two ends, and nobody else, take from it for one use (RFC 8446,
  // section 7.5). Only once ready().
  Result<Bytes> exported(std::string_view label) const;
  // The handshake is over and the peer is who the pin wants.
  bool ready() const;

 private:
  struct State;
  std::unique_ptr<State> state_;
};

}  // namespace maintendue::seal
