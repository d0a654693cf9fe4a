// What each side of the outer TLS brings along. All PEM.
#pragma once

#include <functional>
#include <string>

#include "base/private_memory.h"
#include "base/result.h"

namespace maintendue::wire {

struct TlsIdentity {
  std::string private_key;        // PKCS#8; overwritten at the end
  std::string certificate_chain;  // own certificate first
  ~TlsIdentity() { wipe(private_key); }
};

// Called on a gRPC thread with the peer's chain (PEM, leaf first) during the handshake; an error
// ends it. The relay's certificate is checked this way because the agent's clock may say 1970.
using PeerCheck = std::function<Result<void>(const std::string& leaf, const std::string& chain)>;

}  // namespace maintendue::wire
