// What lets one side into a tunnel, once, for a short while. Whose ticket it is, the session knows.
#pragma once

#include <chrono>

#include "base/bytes.h"
#include "base/clock.h"
#include "base/result.h"

namespace maintendue::relay {

constexpr std::chrono::seconds kTicketLife{30};

class Ticket {
 public:
  // 16 random bytes, good until kTicketLife after `now`.
  static Ticket issue(SteadyTime now);

  const Bytes& secret() const { return secret_; }
  // Uses it up. NotAllowed when it is another one or was used; TimedOut when it is too late. Wrong
  // tries leave it good: only its owner gets this far, and 16 bytes are not guessed in 30 s.
  Result<void> redeem(BytesView shown, SteadyTime now);

 private:
  Ticket(Bytes secret, SteadyTime ends) : secret_(std::move(secret)), ends_(ends) {}

  Bytes secret_;
  SteadyTime ends_;
  bool used_ = false;
};

}  // namespace maintendue::relay
