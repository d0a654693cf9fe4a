// The part of Session's story in which the PC is to be restarted, and in which the operator comes
// back behind that.
#include "agent/service/session/session.h"
#include "base/log.h"

namespace maintendue::agent {
namespace {

using namespace std::chrono_literals;

constexpr auto kComponent = "agent.session";
constexpr int kCount = 10;  // seconds, sealed.proto, ComeBack

net::awaitable<Result<Reply>> nothing_else() {
  wire::Signal never(co_await net::this_coro::executor);
  co_await never.wait();
  co_return Reply{};
}

}  // namespace

bool Session::may_ask_restart() const {
  const bool sees = held() == v1::HELD_UNSPECIFIED && allowed() != lease::Scope::Nothing;
  if (question_.open() || ending_ || !sees || !settings_.agreed_to_restart) return false;
  return restarts_.may_ask(lease::Scope::View, timeline_.steady());
}

// A yes is on the disk before anybody is told of it, and the PC restarts once this session is over.
net::awaitable<void> Session::ask_to_restart() {
  question_.begin(AskedToRestart());
  enforce();
  auto on_shown = [this](const Reply&) {
    question_.to_restart()->shown = true;
    tell_(id_, Restarting{v1::LogRestart::ASKED});
    tell_restart_asking();
    announce();
  };
  Question question = question_for(lease::Scope::View);
  question.restart = true;
  auto never = nothing_else();
  auto answering = ask_family(
      *desktop_, timeline_, std::move(question), settings_.patience, std::move(on_shown),
      std::move(never)
  );
  Result<Reply> reply = co_await std::move(answering);
  if (ending_ || desktop_->displaced()) co_return;
  if (!reply) co_return desktop_failed();
  question_.close();
  idle_since_ = timeline_.steady();
  const v1::ConsentAnswer answer = reply->answer;
  tell_(
      id_,
      Restarting{
          v1::LogRestart::ANSWERED, answer, std::move(reply->text_hash), reply->language, reply->by
      }
  );
  log::event(
      kComponent, log::Level::info, "family answered about a restart",
      {{"session", id_.value}, {"answer", v1::ConsentAnswer_Name(answer)}}
  );
  if (ending_) co_return;
  if (answer != v1::CONSENT_ANSWER_GRANTED) co_return refused_restart(answer);
  const auto left = lease_.ends() - timeline_.steady();
  const Result<void> kept =
      settings_.agreed_to_restart(std::chrono::duration_cast<std::chrono::milliseconds>(left));
  if (kept) co_return end(v1::END_REASON_RESTARTING);
  log::event(
      kComponent, log::Level::error, "what was agreed for after a restart can't be kept",
      {{"session", id_.value}, {"detail", kept.error().detail}}
  );
  end(v1::END_REASON_BROKEN);
}

void Session::tell_restart_asking() {
  v1::MachineSays says;
  says.mutable_restart_asking();
  tell_operator(std::move(says));
}

void Session::refused_restart(v1::ConsentAnswer answer) {
  const SteadyTime now = timeline_.steady();
  restarts_.refused(lease::Scope::View, now);
  v1::MachineSays says;
  v1::RestartAnswer& out = *says.mutable_restart_answer();
  out.set_answer(answer);
  out.set_never_again(restarts_.for_good(lease::Scope::View, now));
  out.set_ask_again_ms(restarts_.pause(lease::Scope::View, now).count());
  if (line_) {
    line_->say(std::move(says));
  } else {
    unheard_ = std::move(says);
  }
  announce();
}

// Where the way back is over, whoever sits there is asked as in any session.
void Session::ask_or_come_back() {
  const SteadyTime now = timeline_.steady();
  if (!may_ask(lease::Scope::View)) return;
  if (way_back_ && now < *way_back_) {
    counting_ = kCount;
    person_parts_.spawn(come_back(*std::exchange(way_back_, std::nullopt)));
  } else {
    person_parts_.spawn(ask(lease::Scope::View, false));
  }
}

// Nothing is allowed, and so nothing can be seen, before the banner has been in sight for the whole
// count. It leads to seeing, never to the mouse.
net::awaitable<void> Session::come_back(SteadyTime lease_ends) {
  Result<void> shown = co_await show_banner(lease::Scope::View);
  if (ending_ || desktop_->displaced()) co_return;
  if (!shown) co_return desktop_failed();
  tell_(id_, Restarting{v1::LogRestart::ANNOUNCED});
  announce();
  co_await count_down();
  const SteadyTime now = timeline_.steady();
  if (ending_ || desktop_->displaced()) co_return;
  if (now >= lease_ends) co_return end(v1::END_REASON_LEASE_EXPIRED);
  tell_(id_, Restarting{v1::LogRestart::RETURNED});
  if (ending_) co_return;
  const auto left = std::chrono::duration_cast<std::chrono::milliseconds>(lease_ends - now);
  lease_.grant(lease::Scope::View, now, left);
  course_.go_on(now, lease_.ends());
  was_allowed_ = true;
  idle_since_ = now;
  log::event(kComponent, log::Level::info, "operator came back", {{"session", id_.value}});
  person_parts_.spawn(watch_course());
  announce();
  tell_past(lease::Scope::Control);
}

// From its beginning again whenever the banner could not be seen, or spoke of a line that was cut.
net::awaitable<void> Session::count_down() {
  while (counting_ > 0 && !ending_) {
    const bool told = banner_->in_sight() && !cut();
    if (!told) counting_ = kCount;
    if (!banner_->show(telling())) co_return desktop_failed();
    if (told) {
      co_await timeline_.sleep_for(1s);
      if (banner_->in_sight() && !cut()) --counting_;
    } else {
      co_await banner_->sight_changed();
    }
  }
}

// While she is on her way back it is a no, which her next sessions hear of.
void Session::stopped() {
  if (counting_ > 0) noes_->refused(lease::Scope::View, timeline_.steady());
  end(v1::END_REASON_FAMILY);
}

}  // namespace maintendue::agent
