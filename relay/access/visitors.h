// Who is calling: the proof every call brings along, checked at the door and remembered for a
// minute.
#pragma once

#include <unordered_map>

#include "base/clock.h"
#include "identity/trust.h"
#include "wire/rpc_server.h"

namespace maintendue::relay {

// Lives on `main`, like the server's gatekeeper and handlers.
class Visitors final {
 public:
  Visitors(identity::Trust trust, const Clock& clock) : trust_(std::move(trust)), clock_(clock) {}

  // The gatekeeper: NotTrusted for somebody of no certificate of ours, NotAllowed by the policy.
  Result<void> admit(const wire::Caller& caller);
  // Who it is. NotAllowed when it is the other kind, which the policy has refused already.
  Result<identity::Peer> peer_of(const wire::Caller& caller) { return peer(caller.chain); }
  Result<identity::Machine> machine_of(const wire::Caller& caller);
  Result<identity::Operator> operator_of(const wire::Caller& caller);

 private:
  struct Known {
    identity::Peer peer;
    WallTime checked;
  };

  Result<identity::Peer> peer(const std::string& chain);

  const identity::Trust trust_;
  const Clock& clock_;
  std::unordered_map<std::string, Known> known_;  // by certificate chain, at most kMostKnown
};

}  // namespace maintendue::relay
