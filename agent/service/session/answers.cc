// The part of Session's story that weighs what the family has answered.
#include "agent/service/session/session.h"
#include "lease/scope.h"

namespace maintendue::agent {

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
