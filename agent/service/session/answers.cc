// The part of Session's story that tells what the family was asked and answered, and weighs it.
#include "agent/service/session/session.h"
#include "base/log.h"
#include "base/photo.h"
#include "lease/scope.h"

namespace maintendue::agent {
namespace {

constexpr auto kComponent = "agent.session";
constexpr std::chrono::milliseconds kToDraw{400};  // a question, on a slow PC and undisturbed

}  // namespace

void Session::tell_asking() {
  const lease::Scope scope = question_.shown();
  if (!banner_) person_parts_.spawn(expect_banner());
  tell_(id_, Asked{scope});
  v1::MachineSays asking;
  asking.set_asking(to_wire(scope));
  tell_operator(std::move(asking));
  if (question_.number()) tell_tries();
}

// On a yes that is thought about there is nothing left to wait for.
net::awaitable<void> Session::expect_banner() {
  co_await timeline_.sleep_until(timeline_.steady() + kToDraw);
  const bool waits = question_.open() && allowed() == lease::Scope::Nothing;
  if (waits && !banner_) desktop_->expect_dialog(true);
}

void Session::tell_tries() {
  v1::MachineSays says;
  says.mutable_number_tries()->set_left(question_.number()->left());
  tell_operator(std::move(says));
}

Question Session::question_for(lease::Scope scope) const {
  Question question{scope, operator_.name, settings_.organisation, call_kind_, lease_end(), {}};
  if (question_.number()) question.number = question_.number()->digits();
  question.photo = photo_;
  question.phone = phone_;
  return question;
}

// Only the one that the roster names is hers.
void Session::hear_photo(Bytes jpeg) {
  if (is_photo(jpeg) && identity::sha256(jpeg) == photo_hash_) photo_ = std::move(jpeg);
}

// From before the window opens no input of the operator can reach it, and no picture of her shows a
// number.
net::awaitable<std::optional<Result<Reply>>> Session::put_question() {
  const lease::Scope scope = question_.to_allow()->scope;
  question_.to_allow()->text.reset();
  if (held() == v1::HELD_UNSPECIFIED) {
    enforce();
  } else {
    announce();
  }
  auto on_shown = [this](const Reply& text) {
    question_.to_allow()->text = text;
    tell_asking();
  };
  auto aloud = number_settled();
  auto answering = ask_family(
      *desktop_, timeline_, question_for(scope), settings_.patience, std::move(on_shown),
      std::move(aloud)
  );
  Result<Reply> reply = co_await std::move(answering);
  const bool otherwise = reply && reply->answer == v1::CONSENT_ANSWER_UNSPECIFIED;
  if (!otherwise) co_return std::move(reply);
  question_.to_allow()->answered_by = SpokenNumber();
  co_return std::nullopt;
}

void Session::want_number() {
  AskedToAllow& asked = *question_.to_allow();
  if (!asked.number()) asked.answered_by = ByPress{.number_wanted = true};
  number_moved_.notify();
}

// One that is not on the screen is no number.
void Session::hear_number(Bytes number) {
  AskedToAllow* asked = question_.to_allow();
  if (!asked || !asked->text || !asked->number() || asked->number()->settled()) return;
  asked->number()->hear(std::move(number));
  if (!asked->number()->settled()) tell_tries();
  number_moved_.notify();
}

// Without an answer when the operator wants a number in the place of this window.
net::awaitable<Result<Reply>> Session::number_settled() {
  const AskedToAllow& asked = *question_.to_allow();
  while (!asked.number_wanted() && !(asked.number() && asked.number()->settled())) {
    co_await number_moved_.wait();
  }
  Reply reply = *asked.text;
  if (asked.number_wanted()) {
    reply.answer = v1::CONSENT_ANSWER_UNSPECIFIED;
  } else if (asked.number()->right()) {
    reply.answer = v1::CONSENT_ANSWER_GRANTED;
    reply.by = v1::ANSWER_DEVICE_NUMBER;
  }
  co_return reply;
}

void Session::tell_answer(lease::Scope scope, Reply reply) {
  const v1::ConsentAnswer answer = reply.answer;
  tell_(id_, Answered{scope, answer, std::move(reply.text_hash), reply.language, reply.by});
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
// ones. Silence is no word of the family: it is remembered in this session only, guesses at a
// number excepted. Whoever came to the monitor in mid-session is asked once.
void Session::refused(lease::Scope scope, v1::ConsentAnswer answer) {
  const SteadyTime now = timeline_.steady();
  insistence_.refused(scope, now);
  const bool guessed = question_.number() && question_.number()->settled();
  if (answer == v1::CONSENT_ANSWER_REFUSED || guessed) noes_->refused(scope, now);
  if (scope != lease::Scope::View) return;
  if (noes_->for_good(scope, now)) return end(v1::END_REASON_FAMILY_REFUSED);
  if (other_person_) return end(v1::END_REASON_PERSON_CHANGED);
  if (insistence_.for_good(scope, now)) end(v1::END_REASON_NEVER_ALLOWED);
}

}  // namespace maintendue::agent
