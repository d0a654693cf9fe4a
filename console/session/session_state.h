// What there is to know about a session on this side, and what the PC's words make of it. No I/O.
#pragma once

#include <optional>
#include <string>

#include "base/ids.h"
#include "base/result.h"
#include "lease/scope.h"
#include "maintendue/local/v1/session_socket.pb.h"
#include "maintendue/v1/sealed.pb.h"

namespace maintendue::console {

enum class Phase {
  Calling,
  Securing,
  Idle,
  Asking,
  Viewing,
  Controlling,
  Ended,
  Cut,
  Verifying,
  Held
};

// Why it is over: a reason of the contract, or, when it could not begin, an error's name.
struct Ending {
  v1::EndReason reason = v1::END_REASON_UNSPECIFIED;
  std::string error;
};

struct SessionState {
  enum class Stage { Calling, Securing, Talking, Cut, Ended };

  Stage stage = Stage::Calling;
  SessionId session;
  lease::Scope scope = lease::Scope::Nothing;   // allowed now
  lease::Scope asking = lease::Scope::Nothing;  // what the question on the family's screen asks for
  v1::ConsentAnswer answer = v1::CONSENT_ANSWER_UNSPECIFIED;  // the last one, and to what:
  lease::Scope answered_scope = lease::Scope::Nothing;
  WallTime ask_again{};      // when that may be asked for again; max() when not in this session
  WallTime refused_until{};  // after the third no: when the PC takes another question of hers
  WallTime lease_until{};    // the beginning of time while nothing is allowed
  bool input_suspended = false;
  v1::Held held = v1::HELD_UNSPECIFIED;  // why nothing is seen, though the session goes on
  bool checking = false;                 // the family is asked quietly whether it may go on
  bool offering = false;                 // it is offered another hour
  std::uint32_t number_tries = 0;        // left, for the number on its screen; 0: there is none
  bool ever_allowed = false;
  std::uint32_t log_findings =
      0;                      // earlier sessions of this PC whose logs are not as they should be
  std::uint32_t picture = 0;  // another number, another RFB stream from its first byte
  // Of a session that makes sure of the PC, and does nothing else.
  struct Verify {
    bool wanted = false;
    local::v1::ConsoleTells::VerifyStep step = local::v1::ConsoleTells::VERIFY_STEP_UNSPECIFIED;
    std::string digits;  // to be said; empty when there is nothing to say
    WallTime again{};    // when another try may begin
    bool done = false;   // it is the family's own
  };
  Verify verify;
  WallTime cut_until{};  // while it is cut: how long it may still come back
  struct Restart {
    bool asking = false;  // the question about one is on the family's screen
    v1::ConsentAnswer answer = v1::CONSENT_ANSWER_UNSPECIFIED;  // the last one
    WallTime again{};       // when it may be put again; max() when not in this session
    WallTime back_until{};  // once it is agreed: how long the PC lets the operator come back
  };
  Restart restart;
  std::optional<v1::SlipNews> slip;  // of the newest slip that was told of
  Ending ending;

  Phase phase() const;
  // Without a line to the PC nothing is seen, allowed or asked.
  void lose_line();
};

// Why a session is over when its line failed in this way.
v1::EndReason reason_of(Errc code);

// The PC says something after its greeting: the state with it, or BadMessage. A goodbye sets
// `ending`.
Result<SessionState> after_hearing(SessionState state, const v1::MachineSays& says, WallTime now);

}  // namespace maintendue::console
