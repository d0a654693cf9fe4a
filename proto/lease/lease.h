// What the family allowed, until when. A value: whoever holds one may show it to whoever asks; only
// the agent service makes one, and only from an answer of the family.
#pragma once

#include <chrono>
#include <optional>

#include "base/clock.h"
#include "base/ids.h"

namespace maintendue::lease {

enum class Scope { Nothing, View, Control };

constexpr std::chrono::minutes kLongest{60};
constexpr std::chrono::minutes kByNumber{15};  // allowed by a number that was read aloud
constexpr std::chrono::minutes kQuestion{3};   // silence this long is a refusal

class Lease {
 public:
  explicit Lease(SessionId session) : session_(session) {}

  SessionId session() const { return session_; }
  // What is allowed at `now`: Nothing once the time is over.
  Scope scope(SteadyTime now) const { return now < ends_ ? scope_ : Scope::Nothing; }
  SteadyTime ends() const { return ends_; }

  // The family said yes. The first yes starts the clock; a wider scope does not lengthen it.
  // Control needs View first (asserted: the question is not even asked otherwise).
  void grant(Scope scope, SteadyTime now, std::chrono::milliseconds length = kLongest);
  // The family gave another kLongest, behind the end that it had given before. Something must be
  // allowed (asserted).
  void extend(SteadyTime now);
  // The family took its mouse back, or the operator gave it back.
  void back_to_view();
  // STOP, a lost line, an end of any kind.
  void revoke();

 private:
  SessionId session_;
  Scope scope_ = Scope::Nothing;
  SteadyTime ends_{};
};

}  // namespace maintendue::lease
