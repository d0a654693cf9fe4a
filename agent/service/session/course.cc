// The part of Session's story in which the family is asked, quietly, whether it may go on.
#include "agent/service/session/session.h"

namespace maintendue::agent {
namespace {

using namespace std::chrono_literals;
using Asks = Course::Asks;

constexpr auto kOneClick = 1s;  // a double click is one press
constexpr auto kToConfirm = 10s;

v1::LogChecked::What word(Asks asks) {
  switch (asks) {
    case Asks::Nothing:
      break;
    case Asks::GoOn:
      return v1::LogChecked::GO_ON;
    case Asks::Resume:
      return v1::LogChecked::RESUME;
    case Asks::Extend:
      return v1::LogChecked::EXTEND;
  }
  return v1::LogChecked::WHAT_UNSPECIFIED;
}

}  // namespace

net::awaitable<void> Session::watch_banner() {
  for (;;) {
    Result<Banner::Pressed> pressed = co_await banner_->pressed();
    if (!pressed) co_return desktop_failed();  // no sign, no session
    switch (*pressed) {
      case Banner::Pressed::Stop:
        co_return stopped();
      case Banner::Pressed::TakeBack:
        back_to_view();
        break;
      case Banner::Pressed::Yes:
        go_on();
        break;
      case Banner::Pressed::No:
        go_no_further();
        break;
      case Banner::Pressed::Hide:
        hide_screen();
        break;
      case Banner::Pressed::Show:
        show_screen_again();
        break;
    }
  }
}

// Its clock runs on whatever happens to the line.
net::awaitable<void> Session::watch_course() {
  Asks asked = course_.asks(timeline_.steady());
  for (const DesktopPtr desktop = desktop_; !desktop->displaced();) {
    const SteadyTime now = timeline_.steady();
    if (now >= lease_.ends()) co_return end(v1::END_REASON_LEASE_EXPIRED);
    const SteadyTime next = std::min(course_.next(now), lease_.ends());
    (void)co_await (timeline_.sleep_until(next) || course_moved_.wait());  // looked at below
    const Asks asks = course_.asks(timeline_.steady());
    if (asks == asked) continue;
    const bool silent = asked == Asks::GoOn && asks == Asks::Resume;
    if (silent) tell_(id_, Checked{v1::LogChecked::GO_ON, v1::CONSENT_ANSWER_UNANSWERED});
    asked = asks;
    announce();
  }
}

// The press may have been the operator's own. So her input is dropped first, and the second press
// is the answer.
void Session::go_on() {
  const SteadyTime now = timeline_.steady();
  const Asks asks = course_.asks(now);
  if (asks == Asks::Nothing) return;
  if (visible() == lease::Scope::Control || her_hand_.may_have_pressed(now)) {
    if (!confirming_) {
      confirming_ = now;
      announce();
      // Her input may have been dropped long behind the press: the log waits for the disk.
      confirming_ = timeline_.steady();
      return person_parts_.spawn(stop_confirming(*confirming_));
    }
    if (now < *confirming_ + kOneClick) return;
  }
  confirming_.reset();
  if (course_.yes(now)) lease_.extend(now);
  tell_(id_, Checked{word(asks), v1::CONSENT_ANSWER_GRANTED});
  course_moved_.notify();
}

net::awaitable<void> Session::stop_confirming(SteadyTime since) {
  co_await timeline_.sleep_until(since + kToConfirm);
  if (confirming_ != since) co_return;
  confirming_.reset();
  announce();
}

void Session::go_no_further() {
  const Asks asks = course_.asks(timeline_.steady());
  if (asks == Asks::Nothing) return;
  tell_(id_, Checked{word(asks), v1::CONSENT_ANSWER_REFUSED});
  if (asks != Asks::Extend) return end(v1::END_REASON_FAMILY);
  confirming_.reset();
  course_.no_more_hours();
  course_moved_.notify();
}

Telling Session::telling() const {
  const Asks asks = course_.asks(timeline_.steady());
  return {unless_held(), lease_end(), cut(), asks, confirming_.has_value(), counting_, paused_};
}

}  // namespace maintendue::agent
