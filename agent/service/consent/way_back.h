// Who may come back after a restart, as the family agreed beforehand: one operator, once, soon.
#pragma once

#include <sys/types.h>

#include <chrono>
#include <optional>
#include <string>

#include "agent/service/hardware/start.h"
#include "base/clock.h"
#include "identity/peer.h"

namespace maintendue::agent {

// A value; whoever holds it decides nothing but by left().
struct WayBack {
  static constexpr std::chrono::minutes kOpen{15};

  OperatorId who;
  Bytes operator_key;  // SubjectPublicKeyInfo
  uid_t account = 0;   // at the monitor when it was given
  std::string boot;    // the start of the PC in which it was given
  WallTime given;
  std::chrono::milliseconds lease_left{};  // of what the family had allowed, then
};

// What she finds there.
struct Arrival {
  const identity::Operator& who;
  uid_t account = 0;  // at the monitor now
  Start start;
  WallTime now;
};

// How much of the lease is left to her, which ran on meanwhile; nothing when she may not come back
// so. The PC must have been started anew since, and within kOpen: a clock that says less than it
// said then, or by which this start lies before the yes, is not believed.
inline std::optional<std::chrono::milliseconds> left(const WayBack& way, const Arrival& here) {
  const bool hers = here.who.id == way.who && here.who.public_key == way.operator_key;
  const bool same_account = here.account == way.account;
  const bool known = !way.boot.empty() && !here.start.boot.empty();
  const bool restarted = known && here.start.boot != way.boot;
  const bool started_since = here.now - here.start.up >= way.given;
  const bool soon = here.now < way.given + WayBack::kOpen;
  if (!hers || !same_account || !restarted || !started_since || !soon) return std::nullopt;
  const auto since = std::chrono::duration_cast<std::chrono::milliseconds>(here.now - way.given);
  const auto rest = way.lease_left - since;
  return rest.count() > 0 ? std::optional(rest) : std::nullopt;
}

}  // namespace maintendue::agent
