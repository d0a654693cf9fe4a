// The part of Session's story in which she lays something on the family's screen to be read there.
#include "agent/service/session/session.h"
#include "slip/slip.h"

namespace maintendue::agent {
namespace {

constexpr std::chrono::seconds kPace{1};  // sealed.proto, slip: from one program to the next

}  // namespace

// Nothing of hers stands beside a question, be it the banner's, and nothing where no banner says
// that she is there. In a pause she can still say that she is.
bool Session::may_lie_there(const v1::Slip& slip) const {
  const v1::Held held = this->held();
  const bool there = line_ && !cut() && allowed() != lease::Scope::Nothing && !ending_;
  const bool signed_for = banner_ && banner_->in_sight();
  const bool only_paused = held == v1::HELD_UNSPECIFIED || held == paused_;
  const bool asked = input_suspended() || course_.asks(timeline_.steady()) != Course::Asks::Nothing;
  return there && signed_for && only_paused && !asked && is_true(slip);
}

// What a card says of her has to be so.
bool Session::is_true(const v1::Slip& slip) const {
  if (slip.phrase() == v1::PHRASE_WRITE_PASSWORD) return held() != v1::HELD_UNSPECIFIED;
  if (slip.phrase() == v1::PHRASE_I_CALL_BACK) return held() == v1::HELD_CALLS_BACK;
  return true;
}

void Session::lay(v1::Slip slip) {
  if (slip.what_case() == v1::Slip::WHAT_NOT_SET) return take_slip_away(v1::SlipNews::GONE);
  take_slip_away();
  if (!slip::is_whole(slip) || !may_lie_there(slip)) {
    v1::SlipNews news;
    news.set_number(slip.number());
    news.set_state(v1::SlipNews::NOT_SHOWN);
    return tell_slip(news);
  }
  slip_ = std::make_shared<LaidSlip>(std::move(slip), question_for(allowed()));
  if (!std::exchange(laying_, true)) person_parts_.spawn(show_next_slip());
}

// Of those that came meanwhile the newest. A window that fails costs the session nothing: she is
// told that nothing lies there.
net::awaitable<void> Session::show_next_slip() {
  co_await timeline_.sleep_until(slip_again_);
  laying_ = false;
  const std::shared_ptr<LaidSlip> slip = slip_;
  const DesktopPtr desktop = desktop_;
  if (!slip) co_return;
  slip_again_ = timeline_.steady() + kPace;
  Result<void> shown = co_await slip->open(*desktop, timeline_);
  while (shown && slip == slip_) {
    tell_slip(slip->standing());
    shown = co_await slip->answered(*desktop);
  }
  if (slip == slip_) take_slip_away();
}

// `unseen` is told of one that was never shown.
void Session::take_slip_away(v1::SlipNews::State unseen) {
  const std::shared_ptr<LaidSlip> slip = std::exchange(slip_, nullptr);
  if (!slip) return;
  slip->close();
  v1::SlipNews news = slip->standing();
  const bool shown = news.state() == v1::SlipNews::SHOWN;
  news.set_state(shown ? v1::SlipNews::GONE : unseen);
  tell_slip(news);
}

void Session::tell_slip(const v1::SlipNews& news) {
  v1::MachineSays says;
  *says.mutable_slip() = news;
  tell_operator(std::move(says));
}

}  // namespace maintendue::agent
