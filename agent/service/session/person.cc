// The part of Session's story in which somebody else comes to the monitor.
#include "agent/service/session/session.h"
#include "base/log.h"

namespace maintendue::agent {
namespace {

constexpr auto kComponent = "agent.session";
constexpr std::chrono::minutes kLongestAway{3};  // sealed.proto, HELD_NOBODY

}  // namespace

void Session::start_person_parts() {
  person_parts_.spawn(watch_desktop());
  person_parts_.spawn(watch_stop());
}

net::awaitable<void> Session::watch_desktop() {
  const DesktopPtr desktop = desktop_;
  co_await desktop->gone();
  if (desktop->displaced()) {
    person_left();
  } else {
    end(v1::END_REASON_DESKTOP_LOST);
  }
}

net::awaitable<void> Session::watch_stop() {
  const DesktopPtr desktop = desktop_;
  co_await desktop->stop_pressed();
  if (!desktop->displaced()) stopped();  // else it is only cancelled
}

void Session::desktop_failed() {
  if (desktop_ && !desktop_->displaced()) end(v1::END_REASON_DESKTOP_LOST);
}

// At once: what was allowed was allowed by somebody who does not sit there any more.
void Session::person_left() {
  owed_ = owed_ || question_.open() || counting_ > 0 || allowed() != lease::Scope::Nothing;
  way_back_.reset();
  lease_.revoke();
  paused_ = v1::HELD_UNSPECIFIED;
  course_.end();
  take_slip_away();
  end_picture();
  if (banner_) banner_->close();
  changed_.notify();
}

net::awaitable<void> Session::change_person() {
  person_left();  // it may be that only we have seen it
  co_await person_parts_.stop();
  banner_.reset();
  confirming_.reset();
  question_.close();
  opening_ = false;
  laying_ = false;
  counting_ = 0;
  desktop_.reset();
  other_person_ = true;
  log::event(kComponent, log::Level::info, "person left the monitor", {{"session", id_.value}});
  tell_(id_, PersonChanged{v1::LOG_PERSON_NOBODY});
  announce();
  person_parts_.spawn(await_somebody());
}

net::awaitable<void> Session::await_somebody() {
  const SteadyTime limit = timeline_.steady() + kLongestAway;
  while (!ending_ && timeline_.steady() < limit) {
    DesktopPtr now = settings_.desktop_now ? settings_.desktop_now() : nullptr;
    const bool there = now && !now->displaced() && now->display_present();
    if (there) co_return welcome(std::move(now));
    (void)co_await (somebody_.wait() || timeline_.sleep_until(limit));  // looked at above
  }
  end(v1::END_REASON_PERSON_CHANGED);
}

// Whoever it is, the same as before too: the question is asked as if for the first time.
void Session::welcome(DesktopPtr desktop) {
  desktop_ = std::move(desktop);
  idle_since_ = timeline_.steady();
  tell_(id_, PersonChanged{v1::LOG_PERSON_OTHER});
  start_person_parts();
  if (owed_) {
    person_parts_.spawn(ask(lease::Scope::View, false));
  } else {
    announce();
  }
}

}  // namespace maintendue::agent
