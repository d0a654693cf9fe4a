// Whether a session that was cut may go on: who holds its secret, and for how long.
#pragma once

#include "base/bytes.h"
#include "base/clock.h"

namespace maintendue::agent {

// Pure arithmetic over secrets; no I/O. One for a session. A secret counts once the operator has
// said that she has it: until then the one before it still opens, so that a second cut in a bad
// moment does not lose the session; and until then no time is gained by it, so that a message that
// somebody held back does not make the minute longer.
class Resumption {
 public:
  static constexpr std::chrono::seconds kLongestCut{60};  // since she was last heard of

  // The secret of the inner connection that begins now.
  Bytes issue();
  // She has the newest one.
  void kept();

  // Whether a cut can be outlasted at all.
  bool possible() const { return !kept_.empty(); }
  // Her line is gone; this is when she was last heard of.
  void cut(SteadyTime last_heard);
  // From the cut until she is back and has the newest secret: nothing is to be seen meanwhile.
  bool waiting() const { return waiting_; }
  // The moment at which waiting is over.
  SteadyTime ends() const { return ends_; }
  // Whether this opens the session again. Then issue() the next.
  bool open(BytesView secret, SteadyTime now);

 private:
  Bytes kept_;
  Bytes issued_;  // empty once it is kept
  bool waiting_ = false;
  bool cut_ = false;
  SteadyTime ends_{};
};

}  // namespace maintendue::agent
