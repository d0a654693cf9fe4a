// Who is calling: the proof every call brings along, checked at the door and remembered for a
// minute.
#pragma once

#include <unordered_map>

#include "base/clock.h"
#include "identity/trust.h"
#include "relay/access/visitor.h"
#include "roster/book.h"
#include "wire/rpc_server.h"

namespace maintendue::relay {

// Lives on `main`, like the server's gatekeeper and handlers.
class Visitors final {
 public:
  // `book` is asked anew at each call: whoever a roster leaves out is nobody from then on.
  Visitors(const roster::Book& book, const Clock& clock) : book_(book), clock_(clock) {}

  // The gatekeeper. Whoever a roster key has ever certified may bring a roster, whatever ours says
  // of them: it may be the one that names them. NotTrusted for somebody of no certificate of ours,
  // MachineRevoked for a machine that the roster shuts out, NotAllowed by the policy.
  Result<void> admit(const wire::Caller& caller);
  // Writes down who was refused what: of ours at info, but for what one of them is refused more
  // often than once a second; that, and of a stranger, at debug.
  void tell_refused(const wire::Caller& caller, const Error& why);
  // Who it is. NotAllowed when it is the other kind, which the policy has refused already.
  Result<Visitor> visitor_of(const wire::Caller& caller) { return visitor(caller.chain); }
  Result<identity::Machine> machine_of(const wire::Caller& caller);
  Result<identity::Operator> operator_of(const wire::Caller& caller);

 private:
  struct Known {
    identity::Peer peer;
    WallTime checked;
  };

  Result<Visitor> visitor(const std::string& chain);
  Result<identity::Peer> peer(const std::string& chain);

  const roster::Book& book_;  // outlives us
  const Clock& clock_;
  std::unordered_map<std::string, SteadyTime> quiet_until_;  // by id, at most kMostKnown
  std::unordered_map<std::string, Known> known_;  // by certificate chain, at most kMostKnown
};

}  // namespace maintendue::relay
