#include "agent/service/session/session.h"

#include "base/log.h"
#include "lease/scope.h"

namespace maintendue::agent {
namespace {

using namespace std::chrono_literals;

constexpr auto kComponent = "agent.session";
constexpr auto kLongestIdle = 10min;  // as the console's own

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
      somebody_(main),
      course_moved_(main),
      number_moved_(main),
      line_parts_(main, [this] { end(v1::END_REASON_BROKEN); }),
      person_parts_(main, [this] { end(v1::END_REASON_BROKEN); }),
      parts_(main, [this] { end(v1::END_REASON_BROKEN); }) {}

net::awaitable<v1::EndReason> Session::run(Meeting meeting) {
  operator_ = std::move(meeting.who);
  call_kind_ = meeting.call_kind;
  photo_hash_ = std::move(meeting.photo_hash);
  phone_ = std::move(meeting.phone);
  if (!desktop_ || !desktop_->display_present()) end(v1::END_REASON_NO_DISPLAY);
  if (settings_.way_back) way_back_ = timeline_.steady() + *settings_.way_back;
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
    } else if (desktop_ && desktop_->displaced()) {
      co_await change_person();
    } else {
      co_await changed_.wait();
    }
  }

  lease_.revoke();
  if (screen_) screen_->close();
  take_slip_away();
  if (banner_) banner_->close();
  tell_log_head();
  if (line_) co_await line_->part(*ending_);
  co_await line_parts_.stop();
  co_await person_parts_.stop();
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
  start_person_parts();
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
    if (may_ask(wish->scope)) person_parts_.spawn(ask(wish->scope, false));
  } else if (const auto* aloud = std::get_if<OperatorLine::AskByNumber>(&heard)) {
    if (may_ask(aloud->scope)) {
      person_parts_.spawn(ask(aloud->scope, true));
    } else if (question_.shown() == aloud->scope) {
      want_number();
    }
  } else if (auto* number = std::get_if<OperatorLine::NumberHeard>(&heard)) {
    hear_number(std::move(number->number));
  } else if (const auto* shown = std::get_if<OperatorLine::Shows>(&heard)) {
    show_mark(shown->mark);
  } else if (const auto* pauses = std::get_if<OperatorLine::Pauses>(&heard)) {
    obey_pause(pauses->wish);
  } else if (auto* lays = std::get_if<OperatorLine::Lays>(&heard)) {
    lay(std::move(lays->slip));
  } else if (auto* photo = std::get_if<OperatorLine::Photo>(&heard)) {
    hear_photo(std::move(photo->jpeg));
  } else if (std::get_if<OperatorLine::AskRestart>(&heard)) {
    if (may_ask_restart()) person_parts_.spawn(ask_to_restart());
  } else if (std::get_if<OperatorLine::ComeBack>(&heard)) {
    ask_or_come_back();
  } else if (const auto* taken = std::get_if<OperatorLine::TakenIn>(&heard)) {
    const bool possible = !picture_begun_ || (screen_ && screen_->taken_in(taken->total));
    if (!possible) end(v1::END_REASON_BROKEN);
  } else if (const auto* begun = std::get_if<OperatorLine::PictureBegun>(&heard)) {
    picture_begun(begun->number);
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
  if (!picture_begun_) co_return;  // of a picture that is over
  const std::shared_ptr<Screen> screen = screen_;
  if (!screen) co_return end(v1::END_REASON_BROKEN);
  Result<void> taken = co_await screen->take_input(std::move(rfb));
  if (!taken && !lost_ && screen == screen_) desktop_failed();
}

// One question at a time, each for something new, control only after view, and no pestering.
bool Session::may_ask(lease::Scope scope) const {
  if (question_.open() || ending_ || held() != v1::HELD_UNSPECIFIED || allowed() >= scope)
    return false;
  const bool in_order = scope == lease::Scope::View || allowed() == lease::Scope::View;
  const SteadyTime now = timeline_.steady();
  return in_order && insistence_.may_ask(scope, now) && noes_->may_ask(scope, now);
}

// The family is served first: its answer is in force before anybody is told of it, and nothing here
// waits for the operator's line.
net::awaitable<void> Session::ask(lease::Scope scope, bool by_number) {
  question_.begin(AskedToAllow(scope));
  if (by_number) question_.to_allow()->answered_by = SpokenNumber();
  way_back_.reset();
  std::optional<Result<Reply>> reply;
  while (!reply) reply = co_await put_question();
  if (ending_ || desktop_->displaced()) co_return;  // a yes to what is over opens nothing
  if (!*reply) co_return desktop_failed();
  owed_ = false;
  if ((*reply)->answer == v1::CONSENT_ANSWER_GRANTED) {
    Result<void> granted = co_await grant(scope);
    if (!granted) co_return desktop_failed();
  } else {
    refused(scope, (*reply)->answer);
    desktop_->expect_dialog(false);  // nobody needs the banner now
  }
  question_.close();
  idle_since_ = timeline_.steady();
  tell_answer(scope, std::move(**reply));
  announce();
  const bool sees = scope == lease::Scope::View && allowed() == lease::Scope::View;
  if (sees) tell_past(lease::Scope::Control);
}

net::awaitable<Result<void>> Session::grant(lease::Scope scope) {
  // A yes to the mouse is worth nothing when the view ended while the question stood.
  if (scope == lease::Scope::Control && allowed() == lease::Scope::Nothing)
    co_return Result<void>{};
  const SteadyTime now = timeline_.steady();
  const bool first = allowed() == lease::Scope::Nothing;
  lease_.grant(scope, now, question_.number() ? lease::kByNumber : lease::kLongest);
  if (first) course_.begin(now, lease_.ends());
  was_allowed_ = true;
  if (banner_) co_return Result<void>{};
  co_return co_await begin_showing();
}

net::awaitable<Result<void>> Session::show_banner(lease::Scope about) {
  Result<std::unique_ptr<Banner>> banner = co_await Banner::open(*desktop_, timeline_);
  if (!banner) co_return tl::unexpected(banner.error());
  if (ending_) co_return Result<void>{};
  (*banner)->about(question_for(about));
  Result<void> shown = (*banner)->show(telling());
  if (!shown) co_return shown;
  banner_ = std::move(*banner);
  person_parts_.spawn(watch_banner());
  person_parts_.spawn(watch_sight());
  co_return Result<void>{};
}

// The sign first, then the screen: nothing is seen without it.
net::awaitable<Result<void>> Session::begin_showing() {
  Result<void> shown = co_await show_banner(allowed());
  if (!shown || ending_) co_return shown;
  person_parts_.spawn(watch_course());
  if (!line_ || !picture_begun_) co_return Result<void>{};  // once she is back, or knows of it
  co_return co_await open_screen();
}

// Until the banner has appeared there is no picture; one that never appears ends the session.
net::awaitable<void> Session::watch_sight() {
  const SteadyTime limit = timeline_.steady() + kToAppear;
  while (!banner_->in_sight() && timeline_.steady() < limit) {
    (void)co_await (banner_->sight_changed() || timeline_.sleep_until(limit));  // looked at above
  }
  if (!banner_->in_sight()) co_return desktop_failed();
  enforce();
  for (bool seen = true;;) {
    co_await banner_->sight_changed();
    if (banner_->in_sight() == seen) continue;
    seen = !seen;
    enforce();
  }
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
    if (question_.open() || allowed() != lease::Scope::Nothing) idle_since_ = timeline_.steady();
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
  attend_picture();
  if (banner_ && !banner_->show(telling())) desktop_failed();
  tell_(id_, Allowed{visible()});
  v1::MachineSays says;
  *says.mutable_lease() = lease_state();
  tell_operator(std::move(says));
}

v1::LeaseState Session::lease_state() const {
  const SteadyTime now = timeline_.steady();
  const auto left = std::max(lease_.ends() - now, SteadyTime::duration{0});
  v1::LeaseState state;
  state.set_scope(to_wire(unless_held()));
  state.set_input_suspended(input_suspended());
  state.set_held(held());
  state.set_checking(course_.asks(now) == Course::Asks::GoOn);
  state.set_offering(course_.asks(now) == Course::Asks::Extend);
  if (allowed() != lease::Scope::Nothing) {
    state.set_remaining_ms(std::chrono::duration_cast<std::chrono::milliseconds>(left).count());
  }
  return state;
}

v1::Held Session::held() const {
  if (!desktop_ || desktop_->displaced()) return v1::HELD_NOBODY;
  if (owed_) return v1::HELD_OTHER_PERSON;
  if (counting_ > 0) return v1::HELD_RETURN;
  const bool aloud = question_.number() != nullptr;
  if (aloud && question_.to_allow()->scope == lease::Scope::Control) return v1::HELD_NUMBER;
  if (allowed() != lease::Scope::Nothing && paused_ != v1::HELD_UNSPECIFIED) return paused_;
  const bool unanswered = course_.asks(timeline_.steady()) == Course::Asks::Resume;
  return unanswered ? v1::HELD_NO_ANSWER : v1::HELD_UNSPECIFIED;
}

// The one place where lease, open question, a cut, the person at the monitor, the quiet questions
// and the banner's place on the screen meet.
void Session::enforce() {
  if (held() != v1::HELD_UNSPECIFIED) end_picture();
  if (!may_mark()) wipe_marks();
  if (slip_ && !may_lie_there(slip_->slip())) take_slip_away();
  if (!screen_) return her_hand_.lets_go(timeline_.steady());
  ScreenRules rules;
  rules.scope = banner_->in_sight() ? visible() : lease::Scope::Nothing;
  rules.input_suspended = input_suspended();
  if (settings_.witness && !settings_.witness->saw(rules)) {
    rules.scope = lease::Scope::Nothing;  // nothing is seen that is not written down
    end(v1::END_REASON_BROKEN);
  }
  const bool hers = rules.scope == lease::Scope::Control && !rules.input_suspended;
  if (hers) her_hand_.reaches();
  if (!screen_->allow(rules)) desktop_failed();
  if (!hers) her_hand_.lets_go(timeline_.steady());
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
