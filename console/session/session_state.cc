#include "console/session/session_state.h"

namespace maintendue::console {

Phase SessionState::phase() const {
  switch (stage) {
    case Stage::Calling:
      return Phase::Calling;
    case Stage::Securing:
      return Phase::Securing;
    case Stage::Ended:
      return Phase::Ended;
    case Stage::Cut:
      return Phase::Cut;
    case Stage::Talking:
      break;
  }
  if (verify.wanted) return Phase::Verifying;
  if (asking != lease::Scope::Nothing) return Phase::Asking;
  if (held != v1::HELD_UNSPECIFIED) return Phase::Held;
  // The first question is asked by itself; until it stands on the family's screen nothing is idle.
  const bool first = scope == lease::Scope::Nothing && answer == v1::CONSENT_ANSWER_UNSPECIFIED;
  if (first) return Phase::Securing;
  switch (scope) {
    case lease::Scope::Nothing:
      return Phase::Idle;
    case lease::Scope::View:
      return Phase::Viewing;
    case lease::Scope::Control:
      return Phase::Controlling;
  }
  return Phase::Idle;
}

void SessionState::lose_line() {
  scope = asking = lease::Scope::Nothing;
  lease_until = {};
  input_suspended = checking = offering = false;
  held = v1::HELD_UNSPECIFIED;
  number_tries = 0;
  restart.asking = false;
  if (slip && slip->state() == v1::SlipNews::SHOWN) slip->set_state(v1::SlipNews::GONE);
}

v1::EndReason reason_of(Errc code) {
  switch (code) {
    case Errc::NotTrusted:
      return v1::END_REASON_NOT_TRUSTED;
    case Errc::BadMessage:
      return v1::END_REASON_BROKEN;
    case Errc::RelayUnreachable:
      return v1::END_REASON_RELAY_LOST;
    default:
      return v1::END_REASON_MACHINE_LOST;
  }
}

namespace {

// Whether its words are of the contract: what is not has no sentence of its own on the page.
bool known_words(const v1::MachineSays& says) {
  return v1::EndReason_IsValid(says.goodbye()) &&
         v1::ConsentAnswer_IsValid(says.answer().answer()) &&
         v1::Scope_IsValid(says.answer().scope()) && v1::Scope_IsValid(says.asking()) &&
         v1::Scope_IsValid(says.lease().scope()) && v1::Scope_IsValid(says.taken_up().asking()) &&
         v1::Scope_IsValid(says.taken_up().lease().scope()) &&
         v1::Held_IsValid(says.lease().held()) &&
         v1::Held_IsValid(says.taken_up().lease().held()) &&
         v1::ConsentAnswer_IsValid(says.restart_answer().answer()) &&
         v1::SlipNews::State_IsValid(says.slip().state()) &&
         v1::SlipAnswer_IsValid(says.slip().answer());
}

constexpr std::chrono::minutes kWayBack{15};  // sealed.proto, ComeBack; the PC has the last word

// What is allowed from now on.
void apply(SessionState& state, const v1::LeaseState& terms, WallTime now) {
  state.scope = lease::from_wire(terms.scope());
  const bool allowed = state.scope != lease::Scope::Nothing;
  state.lease_until = allowed ? now + std::chrono::milliseconds{terms.remaining_ms()} : WallTime{};
  state.input_suspended = terms.input_suspended();
  if (!terms.input_suspended()) state.asking = lease::Scope::Nothing;
  state.held = terms.held();
  state.checking = terms.checking();
  state.offering = terms.offering();
  state.ever_allowed = state.ever_allowed || allowed;
}

}  // namespace

Result<SessionState> after_hearing(SessionState state, const v1::MachineSays& says, WallTime now) {
  if (!known_words(says)) return fail(Errc::BadMessage, "the PC said an unknown word");
  switch (says.say_case()) {
    case v1::MachineSays::kAsking:
      state.asking = lease::from_wire(says.asking());
      return state;
    case v1::MachineSays::kNewPicture:
      ++state.picture;
      return state;
    case v1::MachineSays::kNumberTries:
      state.number_tries = says.number_tries().left();
      return state;
    case v1::MachineSays::kAnswer:
      state.number_tries = 0;
      // After a yes the PC opens what was asked for; the lease that follows says when it is open.
      if (says.answer().answer() != v1::CONSENT_ANSWER_GRANTED)
        state.asking = lease::Scope::Nothing;
      state.answer = says.answer().answer();
      state.answered_scope = lease::from_wire(says.answer().scope());
      state.refused_until = says.answer().never_again()
                                ? now + std::chrono::milliseconds{says.answer().ask_again_ms()}
                                : WallTime{};
      state.ask_again = says.answer().never_again()
                            ? WallTime::max()
                            : now + std::chrono::milliseconds{says.answer().ask_again_ms()};
      return state;
    case v1::MachineSays::kLease:
      apply(state, says.lease(), now);
      return state;
    case v1::MachineSays::kTakenUp:
      if (state.stage != SessionState::Stage::Cut) break;
      state.stage = SessionState::Stage::Talking;
      state.asking = lease::from_wire(says.taken_up().asking());
      apply(state, says.taken_up().lease(), now);
      ++state.picture;
      state.cut_until = {};
      return state;
    case v1::MachineSays::kGoodbye: {
      const bool told = says.goodbye() != v1::END_REASON_UNSPECIFIED;
      state.ending.reason = told ? says.goodbye() : v1::END_REASON_MACHINE_LOST;
      if (says.goodbye() == v1::END_REASON_RESTARTING) state.restart.back_until = now + kWayBack;
      return state;
    }
    case v1::MachineSays::kRestartAsking:
      state.restart.asking = true;
      return state;
    case v1::MachineSays::kRestartAnswer: {
      const v1::RestartAnswer& said = says.restart_answer();
      state.restart.asking = false;
      state.restart.answer = said.answer();
      state.restart.again = said.never_again()
                                ? WallTime::max()
                                : now + std::chrono::milliseconds{said.ask_again_ms()};
      return state;
    }
    case v1::MachineSays::kSlip:
      state.slip = says.slip();
      return state;
    case v1::MachineSays::kStillHere:
    case v1::MachineSays::kRoster:
    case v1::MachineSays::kLog:  // of another story: session_log.cc
    case v1::MachineSays::kResumeSecret:
      return state;
    case v1::MachineSays::kGreeting:
    case v1::MachineSays::kVerifyKeypad:
    case v1::MachineSays::kVerifyTapped:
    case v1::MachineSays::kVerifyOutcome:
    case v1::MachineSays::SAY_NOT_SET:
      break;
  }
  return fail(Errc::BadMessage, "the PC said something that is not in the contract");
}

}  // namespace maintendue::console
