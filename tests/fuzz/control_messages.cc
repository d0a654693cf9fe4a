#include "agent/service/session/operator_line.h"
#include "console/session/session_state.h"
#include "console/session/verify_try.h"
#include "target.h"

namespace maintendue::fuzz {
namespace {

using agent::OperatorLine;
using console::SessionState;
using console::VerifyTry;

constexpr char kToThePc = 0, kToTheConsole = 1;
const WallTime kNow = from_unix_ms(1'763'000'000'000);

// Whatever an operator's end says, the PC hears nothing that it would have to guess at.
void feed_pc(BytesView bytes) {
  auto says = parsed<v1::ConsoleSays>(bytes);
  if (!says) return;
  const v1::ConsoleSays said = *says;
  const auto heard = OperatorLine::heard_from(std::move(*says));
  if (!heard) return;
  if (const auto* ask = std::get_if<OperatorLine::Ask>(&*heard)) {
    must(said.has_ask() && ask->scope == lease::from_wire(said.ask()), "it is what she asked");
    must(ask->scope != lease::Scope::Nothing, "an ask asks for something");
  } else if (const auto* number = std::get_if<OperatorLine::AskByNumber>(&*heard)) {
    must(number->scope == lease::from_wire(said.ask_by_number()), "it is what she asked");
    must(number->scope != lease::Scope::Nothing, "an ask asks for something");
  } else {
    must(!said.has_ask() && !said.has_ask_by_number(), "an ask is heard as one");
  }
}

// A state that the page has words for.
void is_known(const SessionState& state) {
  (void)state.phase();
  must(v1::EndReason_IsValid(state.ending.reason), "an end has a reason of the contract");
  must(v1::ConsentAnswer_IsValid(state.answer), "so has an answer");
  must(v1::ConsentAnswer_IsValid(state.restart.answer), "and one about a restart");
  must(v1::Held_IsValid(state.held), "and what holds the picture back");
  const bool allowed = state.scope != lease::Scope::Nothing;
  must(allowed == (state.lease_until != WallTime{}), "what is allowed has an end");
  must(!allowed || state.ever_allowed, "what is allowed has been");
}

// A session into which a PC says one thing after the other: each `size: 2 bytes, message`.
void feed_session(BytesView bytes, SessionState state) {
  VerifyTry attempt(Bytes(32, 'E'));
  while (bytes.size() > 2) {
    const auto high = static_cast<unsigned char>(bytes[0]);
    const auto low = static_cast<unsigned char>(bytes[1]);
    const BytesView message = bytes.substr(2, std::size_t{high} << 8 | low);
    bytes.remove_prefix(2 + message.size());
    const auto says = parsed<v1::MachineSays>(message);
    if (!says) return;
    (void)attempt.hear(*says);
    must(attempt.step() != VerifyTry::Step::Right, "nobody knows her digits");
    const auto heard = console::after_hearing(state, *says, kNow);
    if (!heard) continue;
    is_known(*heard);
    const bool of_a_lease = says->has_lease() || says->has_taken_up();
    must(of_a_lease || heard->scope == state.scope, "only a lease allows");
    must(says->has_goodbye() || !heard->ending.reason, "only a goodbye ends");
    if (heard->ending.reason) return;
    state = *heard;
  }
}

Bytes said(std::initializer_list<v1::MachineSays> all) {
  Bytes bytes;
  for (const v1::MachineSays& says : all) {
    const Bytes message = says.SerializeAsString();
    bytes += static_cast<char>(message.size() >> 8);
    bytes += static_cast<char>(message.size());
    bytes += message;
  }
  return of_kind(kToTheConsole, bytes);
}

template <class Message, class Fill>
Message saying(Fill fill) {
  Message message;
  fill(message);
  return message;
}

template <class Fill>
Bytes to_the_pc(Fill fill) {
  return of_kind(kToThePc, saying<v1::ConsoleSays>(fill).SerializeAsString());
}

}  // namespace

void feed(BytesView bytes) {
  if (bytes.empty()) return;
  const BytesView rest = bytes.substr(1);
  if (bytes.front() != kToTheConsole) return feed_pc(rest);
  SessionState state;
  state.stage = SessionState::Stage::Talking;
  feed_session(rest, state);
  state.stage = SessionState::Stage::Cut;
  feed_session(rest, state);
}

std::vector<Bytes> seeds() {
  using Console = v1::ConsoleSays;
  using Machine = v1::MachineSays;
  const auto pc_says = [](auto fill) { return saying<Machine>(fill); };
  const Machine asking = pc_says([](Machine& says) { says.set_asking(v1::SCOPE_VIEW); });
  const Machine yes = pc_says([](Machine& says) {
    says.mutable_answer()->set_scope(v1::SCOPE_VIEW);
    says.mutable_answer()->set_answer(v1::CONSENT_ANSWER_GRANTED);
  });
  const Machine no = pc_says([](Machine& says) {
    says.mutable_answer()->set_scope(v1::SCOPE_CONTROL);
    says.mutable_answer()->set_answer(v1::CONSENT_ANSWER_REFUSED);
    says.mutable_answer()->set_ask_again_ms(30'000);
    says.mutable_answer()->set_never_again(true);
  });
  const Machine lease = pc_says([](Machine& says) {
    says.mutable_lease()->set_scope(v1::SCOPE_VIEW);
    says.mutable_lease()->set_remaining_ms(3'600'000);
    says.mutable_lease()->set_held(v1::HELD_NUMBER);
    says.mutable_lease()->set_checking(true);
  });
  const Machine taken_up = pc_says([](Machine& says) {
    says.mutable_taken_up()->set_session_id(7);
    says.mutable_taken_up()->set_resume_secret(Bytes(16, 's'));
    says.mutable_taken_up()->mutable_lease()->set_scope(v1::SCOPE_CONTROL);
  });
  const Machine keypad = pc_says([](Machine& says) { says.mutable_verify_keypad(); });
  const Machine tapped =
      pc_says([](Machine& says) { says.mutable_verify_tapped()->set_commitment(Bytes(32, 'c')); });
  const Machine outcome = pc_says([](Machine& says) {
    says.mutable_verify_outcome()->set_result(v1::VerifyOutcome::RIGHT);
    says.mutable_verify_outcome()->set_nonce(Bytes(16, 'n'));
  });
  const Machine restart = pc_says([](Machine& says) {
    says.mutable_restart_answer()->set_answer(v1::CONSENT_ANSWER_GRANTED);
  });
  const Machine goodbye =
      pc_says([](Machine& says) { says.set_goodbye(v1::END_REASON_RESTARTING); });
  return {
      to_the_pc([](Console& says) { says.set_ask(v1::SCOPE_CONTROL); }),
      to_the_pc([](Console& says) { says.set_ask_by_number(v1::SCOPE_VIEW); }),
      to_the_pc([](Console& says) { says.set_number_heard("4821"); }),
      to_the_pc([](Console& says) { says.set_received(1u << 20); }),
      to_the_pc([](Console& says) { says.set_goodbye(v1::END_REASON_OPERATOR); }),
      to_the_pc([](Console& says) { says.mutable_verify()->set_commitment(Bytes(32, 'c')); }),
      to_the_pc([](Console& says) {
        says.mutable_verify_reveal()->set_digits("123456");
        says.mutable_verify_reveal()->set_nonce(Bytes(16, 'n'));
      }),
      to_the_pc([](Console& says) { says.mutable_log_head()->set_head(Bytes(100, 'h')); }),
      to_the_pc([](Console& says) { says.set_photo(Bytes(200, 'p')); }),
      said({asking, yes, lease, no, goodbye}),
      said({taken_up, lease, restart, goodbye}),
      said({keypad, tapped, outcome}),
  };
}

}  // namespace maintendue::fuzz
