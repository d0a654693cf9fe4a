#include "agent/service/session/session.h"

#include "base/log.h"
#include "lease/scope.h"

namespace maintendue::agent {
namespace {

using namespace std::chrono_literals;

constexpr auto kComponent = "agent.session";
constexpr auto kLongestIdle = 10min;  // as the console's own

static_assert(static_cast<int>(local::v1::INPUT_CLASS_CLOSED) == v1::ANSWER_DEVICE_CLOSED);
static_assert(static_cast<int>(local::v1::InputClass_MAX) == v1::AnswerDevice_MAX);

// Why it ends when the operator's console says goodbye: it may speak for itself, never for the
// family.
v1::EndReason believable(v1::EndReason said, bool was_allowed) {
  if (said == v1::END_REASON_OPERATOR || said == v1::END_REASON_NEVER_ALLOWED) {
    return was_allowed ? v1::END_REASON_OPERATOR : v1::END_REASON_NEVER_ALLOWED;
  }
  return said == v1::END_REASON_BROKEN ? said : v1::END_REASON_CONSOLE_LOST;
}

}  // namespace

Session::Session(
    net::any_io_executor main,
    wire::Timeline& timeline,
    SessionId id,
    DesktopPtr desktop,
    TellNews tell,
    Settings settings
)
    : main_(main),
      timeline_(timeline),
      id_(id),
      desktop_(std::move(desktop)),
      tell_(std::move(tell)),
      settings_(std::move(settings)),
      lease_(id),
      noes_(settings_.noes ? settings_.noes : std::make_shared<Insistence>()),
      misses_(settings_.misses ? settings_.misses : std::make_shared<seal::CodeMisses>()),
      changed_(main),
      line_parts_(main, [this] { end(v1::END_REASON_BROKEN); }),
      parts_(main, [this] { end(v1::END_REASON_BROKEN); }) {}

net::awaitable<v1::EndReason> Session::run(Meeting meeting) {
  operator_ = std::move(meeting.who);
  call_kind_ = meeting.call_kind;
  if (!desktop_ || !desktop_->display_present()) end(v1::END_REASON_NO_DISPLAY);
  take_line(std::move(meeting.tunnel));
  tell_log_standing();
  v1::MachineSays secret;
  secret.set_resume_secret(resumption_.issue());
  line_->say(std::move(secret));
  tell_past(lease::Scope::View);
  if (noes_->for_good(lease::Scope::View, timeline_.steady())) end(v1::END_REASON_FAMILY_REFUSED);
  if (!ending_) start_parts();
  while (!ending_) {
    if (lost_) {
      co_await outlast_cut();
    } else {
      co_await changed_.wait();
    }
  }

  lease_.revoke();
  if (screen_) screen_->close();
  if (banner_) banner_->close();
  prepared_.reset();
  tell_log_head();
  if (line_) co_await line_->part(*ending_);
  co_await line_parts_.stop();
  co_await parts_.stop();
  tell_(id_, Ended{*ending_});
  log::event(
      kComponent, log::Level::info, "session ended",
      {{"session", id_.value}, {"reason", v1::EndReason_Name(*ending_)}}
  );
  co_return *ending_;
}

void Session::end(v1::EndReason why) {
  if (ending_) return;
  ending_ = why;
  changed_.notify();
}

void Session::start_parts() {
  parts_.spawn(watch_desktop());
  parts_.spawn(watch_stop());
  parts_.spawn(watch_idleness());
}

// Reads on after the end, into nothing: only her own leaving tells that she has heard the farewell.
net::awaitable<void> Session::listen_to_operator() {
  while (!line_->left()) {
    Result<OperatorLine::Heard> heard = co_await line_->hear();
    if (!heard) {
      lose_line(heard.error().code);
    } else if (auto* log = std::get_if<OperatorLine::LogHead>(&*heard)) {
      if (settings_.witness) settings_.witness->keep(std::move(log->head));
    } else if (!ending_) {
      co_await obey(std::move(*heard));
    }
  }
}

net::awaitable<void> Session::speak_to_operator() {
  const Errc why = co_await line_->deliver();
  lose_line(why);
}

void Session::tell_operator(v1::MachineSays says) {
  if (line_) line_->say(std::move(says));
}

net::awaitable<void> Session::obey(OperatorLine::Heard heard) {
  if (auto* input = std::get_if<OperatorLine::Input>(&heard)) {
    co_return co_await pass_input(std::move(input->rfb));
  }
  if (const auto* wish = std::get_if<OperatorLine::Ask>(&heard)) {
    if (may_ask(wish->scope)) parts_.spawn(ask(wish->scope));
  } else if (const auto* taken = std::get_if<OperatorLine::TakenIn>(&heard)) {
    if (!screen_ || !screen_->taken_in(taken->total)) end(v1::END_REASON_BROKEN);
  } else if (const auto* goodbye = std::get_if<OperatorLine::Goodbye>(&heard)) {
    end(believable(goodbye->why, was_allowed_));
  } else if (std::get_if<OperatorLine::SecretKept>(&heard)) {
    confirm();
  } else if (auto* begun = std::get_if<OperatorLine::Verify>(&heard)) {
    if (!may_verify()) co_return end(v1::END_REASON_BROKEN);
    parts_.spawn(verify(std::move(begun->commitment)));
  } else if (auto* hers = std::get_if<OperatorLine::Reveal>(&heard)) {
    const bool awaited = verification_ && verification_->reveal(std::move(hers->revealed));
    if (!awaited) end(v1::END_REASON_BROKEN);
  } else {
    back_to_view();
  }
}

net::awaitable<void> Session::pass_input(Bytes rfb) {
  if (!screen_) co_return end(v1::END_REASON_BROKEN);
  Result<void> taken = co_await screen_->take_input(std::move(rfb));
  if (!taken && !lost_) end(v1::END_REASON_DESKTOP_LOST);
}

// One question at a time, each for something new, control only after view, and no pestering.
bool Session::may_ask(lease::Scope scope) const {
  if (asking_ || ending_ || allowed() >= scope) return false;
  const bool in_order = scope == lease::Scope::View || allowed() == lease::Scope::View;
  const SteadyTime now = timeline_.steady();
  return in_order && insistence_.may_ask(scope, now) && noes_->may_ask(scope, now);
}

// The family is served first: its answer is in force before anybody is told of it, and nothing here
// waits for the operator's line.
net::awaitable<void> Session::ask(lease::Scope scope) {
  asking_ = true;
  enforce();  // from before the window opens, no input of the operator can reach it
  auto on_shown = [this, scope] { tell_asking(scope); };
  auto answering = ask_family(
      *desktop_, timeline_, question_for(scope), settings_.patience, std::move(on_shown)
  );
  Result<Reply> reply = co_await std::move(answering);
  if (ending_) co_return;  // a yes to what is over opens nothing
  if (!reply) co_return end(v1::END_REASON_DESKTOP_LOST);
  if (reply->answer == v1::CONSENT_ANSWER_GRANTED) {
    Result<void> granted = co_await grant(scope);
    if (!granted) co_return end(v1::END_REASON_DESKTOP_LOST);
  } else {
    refused(scope, reply->answer);
  }
  prepared_.reset();  // after a no nobody needs it
  asking_ = false;
  asked_ = lease::Scope::Nothing;
  idle_since_ = timeline_.steady();
  tell_answer(scope, std::move(*reply));
  announce();
  const bool sees = scope == lease::Scope::View && allowed() == lease::Scope::View;
  if (sees) tell_past(lease::Scope::Control);
}

Question Session::question_for(lease::Scope scope) const {
  return {scope, operator_.name, settings_.organisation, call_kind_, lease_end()};
}

net::awaitable<Result<void>> Session::grant(lease::Scope scope) {
  // A yes to the mouse is worth nothing when the view ended while the question stood.
  if (scope == lease::Scope::Control && allowed() == lease::Scope::Nothing)
    co_return Result<void>{};
  lease_.grant(scope, timeline_.steady());
  was_allowed_ = true;
  if (banner_) co_return Result<void>{};
  co_return co_await begin_showing();
}

// While the family reads its question. One that can't be had now is asked for again on the yes.
net::awaitable<void> Session::prepare_banner() {
  Result<std::unique_ptr<Banner>> banner = co_await Banner::prepare(*desktop_, timeline_);
  if (banner && asking_ && !prepared_) prepared_ = std::move(*banner);
}

// The sign first, then the screen: nothing is seen without it.
net::awaitable<Result<void>> Session::begin_showing() {
  std::unique_ptr<Banner> banner = std::move(prepared_);
  if (!banner) {
    Result<std::unique_ptr<Banner>> late = co_await Banner::prepare(*desktop_, timeline_);
    if (!late) co_return tl::unexpected(late.error());
    banner = std::move(*late);
  }
  if (ending_) co_return Result<void>{};
  banner->about(question_for(allowed()));
  Result<void> shown = banner->show(allowed(), cut());
  if (!shown) co_return shown;
  banner_ = std::move(banner);
  parts_.spawn(watch_banner());
  parts_.spawn(watch_sight());
  parts_.spawn(watch_lease());
  if (!line_) co_return Result<void>{};  // once she is back
  co_return co_await open_screen();
}

net::awaitable<Result<void>> Session::open_screen() {
  const int line = lines_;
  Result<std::unique_ptr<Screen>> screen = co_await Screen::open(*desktop_, timeline_);
  if (!screen) co_return tl::unexpected(screen.error());
  const bool wanted = line_ && line == lines_ && !screen_ && !lost_ && !ending_;
  if (!wanted) {  // the line that it was for is gone; the next one opens its own
    (*screen)->close();
    co_return Result<void>{};
  }
  screen_ = std::move(*screen);
  line_parts_.spawn(watch_screen());
  line_parts_.spawn(send_picture());
  enforce();
  co_return Result<void>{};
}

net::awaitable<void> Session::send_picture() {
  const Errc why = co_await screen_->send_picture(*line_);
  // The screen program says itself why it left (watch_screen); give that reason the first word.
  if (why != Errc::PeerGone) lose_line(why);
}

net::awaitable<void> Session::watch_screen() {
  const v1::EndReason why = co_await screen_->failed();
  if (!lost_) end(why);  // else it is we who closed it
}

net::awaitable<void> Session::watch_banner() {
  for (;;) {
    Result<Banner::Pressed> pressed = co_await banner_->pressed();
    if (!pressed) co_return end(v1::END_REASON_DESKTOP_LOST);  // no sign, no session
    if (*pressed == Banner::Pressed::Stop) co_return end(v1::END_REASON_FAMILY);
    back_to_view();
  }
}

// Until the banner has appeared there is no picture; one that never appears ends the session.
net::awaitable<void> Session::watch_sight() {
  const SteadyTime limit = timeline_.steady() + kToAppear;
  while (!banner_->in_sight() && timeline_.steady() < limit) {
    (void)co_await (banner_->sight_changed() || timeline_.sleep_until(limit));  // looked at above
  }
  if (!banner_->in_sight()) co_return end(v1::END_REASON_DESKTOP_LOST);
  enforce();
  for (bool seen = true;;) {
    co_await banner_->sight_changed();
    if (banner_->in_sight() == seen) continue;
    seen = !seen;
    enforce();
  }
}

net::awaitable<void> Session::watch_lease() {
  co_await timeline_.sleep_until(lease_.ends());
  end(v1::END_REASON_LEASE_EXPIRED);
}

net::awaitable<void> Session::watch_desktop() {
  co_await desktop_->gone();
  end(v1::END_REASON_DESKTOP_LOST);
}

net::awaitable<void> Session::watch_stop() {
  co_await desktop_->stop_pressed();
  end(v1::END_REASON_FAMILY);
}

net::awaitable<void> Session::watch_silence() {
  co_await line_->silent();
  lose_line(Errc::TimedOut);
}

// Nobody stays connected to a family's PC for long when the family allows nothing.
net::awaitable<void> Session::watch_idleness() {
  idle_since_ = timeline_.steady();
  for (;;) {
    co_await timeline_.sleep_until(idle_since_ + kLongestIdle);
    if (asking_ || allowed() != lease::Scope::Nothing) idle_since_ = timeline_.steady();
    if (timeline_.steady() >= idle_since_ + kLongestIdle) end(v1::END_REASON_NEVER_ALLOWED);
  }
}

void Session::back_to_view() {
  if (allowed() != lease::Scope::Control) return;
  lease_.back_to_view();
  announce();
}

void Session::announce() {
  enforce();
  if (banner_ && !banner_->show(allowed(), cut())) end(v1::END_REASON_DESKTOP_LOST);
  tell_(id_, Allowed{cut() ? lease::Scope::Nothing : allowed()});
  v1::MachineSays says;
  *says.mutable_lease() = lease_state();
  tell_operator(std::move(says));
}

v1::LeaseState Session::lease_state() const {
  const auto left = std::max(lease_.ends() - timeline_.steady(), SteadyTime::duration{0});
  v1::LeaseState state;
  state.set_scope(to_wire(allowed()));
  state.set_input_suspended(asking_);
  if (allowed() != lease::Scope::Nothing) {
    state.set_remaining_ms(std::chrono::duration_cast<std::chrono::milliseconds>(left).count());
  }
  return state;
}

// The one place where lease, open question, a cut and the banner's place on the screen meet.
void Session::enforce() {
  if (!screen_) return;
  ScreenRules rules;
  rules.scope = banner_->in_sight() && !cut() ? allowed() : lease::Scope::Nothing;
  rules.input_suspended = asking_;
  if (settings_.witness && !settings_.witness->saw(rules)) {
    rules.scope = lease::Scope::Nothing;  // nothing is seen that is not written down
    end(v1::END_REASON_BROKEN);
  }
  if (!screen_->allow(rules)) end(v1::END_REASON_DESKTOP_LOST);
}

void Session::tell_log_standing() {
  if (!settings_.witness) return;
  v1::MachineSays says;
  *says.mutable_log()->mutable_standing() = settings_.witness->standing();
  line_->say(std::move(says));
}

void Session::tell_log_head() {
  if (!settings_.witness) return;
  Result<v1::SignedHead> head = settings_.witness->close(*ending_);
  if (!head) {
    return log::event(
        kComponent, log::Level::error, "the end of a session can't be written to its log",
        {{"session", id_.value}, {"detail", head.error().detail}}
    );
  }
  v1::MachineSays says;
  *says.mutable_log()->mutable_head() = std::move(*head);
  tell_operator(std::move(says));
}

WallTime Session::lease_end() const {
  const SteadyTime now = timeline_.steady();
  const SteadyTime ends =
      allowed() == lease::Scope::Nothing ? now + lease::kLongest : lease_.ends();
  return timeline_.wall() + std::chrono::duration_cast<WallTime::duration>(ends - now);
}

}  // namespace maintendue::agent
