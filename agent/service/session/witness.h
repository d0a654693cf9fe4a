// Who writes down what happens in a session, so that it can't be denied or invented later.
#pragma once

#include "agent/service/session/news.h"
#include "agent/service/session/screen.h"
#include "maintendue/v1/session_log.pb.h"

namespace maintendue::agent {

// Lives on `main`. What it was told is on the disk when a call returns. Once a call has failed
// nothing more may happen in that session.
class Witness {
 public:
  virtual ~Witness() = default;

  // How this PC's count stood when the session began; for the operator.
  virtual v1::LogStanding standing() const = 0;
  virtual Result<void> saw(const News& news) = 0;
  // What reaches the operator from now on; only changes are written.
  virtual Result<void> saw(ScreenRules rules) = 0;
  // The last entry, and the signed head of it all for the operator. Once.
  virtual Result<v1::SignedHead> close(v1::EndReason why) = 0;
  // The signed head of the operator's own log, as it came.
  virtual void keep(v1::SignedHead theirs) = 0;
};

using WitnessPtr = std::shared_ptr<Witness>;

}  // namespace maintendue::agent
