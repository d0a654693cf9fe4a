// Who writes down the mediator's side of a session, and holds the PC's word against what is known.
#pragma once

#include <optional>

#include "base/ids.h"
#include "maintendue/v1/session_log.pb.h"
#include "wire/net.h"

namespace maintendue::console {

// Lives on `main`.
class Witness {
 public:
  virtual ~Witness() = default;

  // Whom the session is with; before everything else.
  virtual void meets(MachineId machine, SessionId session, v1::CallKind call_kind) = 0;
  // The PC tells its count: from here on there is a log.
  virtual void begins(v1::LogStanding standing) = 0;
  virtual void saw(v1::LogEvent event) = 0;
  // The last entry; the signed head of it all for the PC, if there is a log. Once.
  virtual std::optional<v1::SignedHead> close(v1::EndReason why) = 0;
  // The signed head of the PC's own log, as it came.
  virtual void keep(v1::SignedHead theirs) = 0;
  // How many earlier sessions of this PC are not as they should be; asks the relay, which takes
  // its time.
  virtual net::awaitable<std::uint32_t> findings() = 0;
};

}  // namespace maintendue::console
