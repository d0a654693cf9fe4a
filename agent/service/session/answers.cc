// The part of Session's story that tells what the family was asked and answered, and weighs it.
#include "agent/service/session/session.h"
#include "base/log.h"
#include "lease/scope.h"

namespace maintendue::agent {
namespace {

constexpr auto kComponent = "agent.session";

}  // namespace

void Session::tell_asking(lease::Scope scope) {
  if (!banner_) parts_.spawn(prepare_banner());
  asked_ = scope;
  tell_(id_, Asked{scope});
  v1::MachineSays asking;
  asking.set_asking(to_wire(scope));
  tell_operator(std::move(asking));
}

void Session::tell_answer(lease::Scope scope, Reply reply) {
  const v1::ConsentAnswer answer = reply.answer;
  const bool known = v1::AnswerDevice_IsValid(reply.by);
  const auto device = static_cast<v1::AnswerDevice>(known ? reply.by : 0);  // the same numbers
  tell_(id_, Answered{scope, answer, std::move(reply.text_hash), reply.language, device});
  log::event(
      kComponent, log::Level::info, "family answered",
      {{"session", id_.value},
       {"scope", v1::Scope_Name(to_wire(scope))},
       {"answer", v1::ConsentAnswer_Name(answer)}}
  );
  v1::MachineSays says = answer_words(scope, answer);
  if (line_) {
    line_->say(std::move(says));
  } else {
    unheard_ = std::move(says);
  }
}

v1::MachineSays Session::answer_words(lease::Scope scope, v1::ConsentAnswer answer) const {
  const SteadyTime now = timeline_.steady();
  v1::MachineSays says;
  v1::Answer& out = *says.mutable_answer();
  out.set_scope(to_wire(scope));
  out.set_answer(answer);
  out.set_never_again(insistence_.for_good(scope, now) || noes_->for_good(scope, now));
  out.set_ask_again_ms(std::max(insistence_.pause(scope, now), noes_->pause(scope, now)).count());
  return says;
}

void Session::tell_past(lease::Scope scope) {
  const bool over = noes_->may_ask(scope, timeline_.steady());
  if (!over) tell_operator(answer_words(scope, v1::CONSENT_ANSWER_REFUSED));
}

// Who has said no three times to being seen has said it to this session, and to the operator's next
// ones. Silence is no word of the family: it is remembered in this session only.
void Session::refused(lease::Scope scope, v1::ConsentAnswer answer) {
  const SteadyTime now = timeline_.steady();
  insistence_.refused(scope, now);
  if (answer == v1::CONSENT_ANSWER_REFUSED) noes_->refused(scope, now);
  if (scope != lease::Scope::View) return;
  if (noes_->for_good(scope, now)) return end(v1::END_REASON_FAMILY_REFUSED);
  if (insistence_.for_good(scope, now)) end(v1::END_REASON_NEVER_ALLOWED);
}

}  // namespace maintendue::agent
