// The part of Session's story in which the operator's line is lost and, perhaps, comes back.
#include "agent/service/session/session.h"
#include "base/log.h"

namespace maintendue::agent {
namespace {

constexpr auto kComponent = "agent.session";

}  // namespace

void Session::take_line(std::unique_ptr<tunnel::SealedTunnel> tunnel) {
  line_ = std::make_unique<OperatorLine>(main_, timeline_, std::move(tunnel));
  ++lines_;
  picture_ = 0;
  picture_begun_ = true;
  opening_ = false;
  line_parts_.spawn(listen_to_operator());
  line_parts_.spawn(speak_to_operator());
  line_parts_.spawn(watch_silence());
}

void Session::lose_line(Errc why) {
  const bool cut = why != Errc::BadMessage && why != Errc::NotTrusted && resumption_.possible();
  if (!cut) return end(end_reason(why));
  if (ending_ || lost_ || !line_) return;
  lost_ = why;
  changed_.notify();
}

// From here on nothing is seen and nothing is typed. The screen program goes with the line: every
// key is released, and what was on its way to either side is gone for good.
net::awaitable<void> Session::outlast_cut() {
  const Errc why = *lost_;
  if (screen_) screen_->close();
  resumption_.cut(line_->last_heard());
  line_->hang_up();
  co_await line_parts_.stop();
  screen_.reset();
  line_.reset();
  if (settings_.witness && !settings_.witness->saw(ScreenRules{})) end(v1::END_REASON_BROKEN);
  lost_.reset();
  log::event(
      kComponent, log::Level::info, "line cut", {{"session", id_.value}, {"error", name(why)}}
  );
  parts_.spawn(give_up());
  announce();
  if (settings_.on_cut) settings_.on_cut(why);
}

// One for each cut; that of an earlier one finds that there is more time, or that she is back.
net::awaitable<void> Session::give_up() {
  co_await timeline_.sleep_until(resumption_.ends());
  const bool over = resumption_.waiting() && timeline_.steady() >= resumption_.ends();
  if (over) end(v1::END_REASON_NOT_RESUMED);
}

bool Session::resume(Comeback back) {
  const bool here = !ending_ && !line_ && resumption_.open(back.secret, timeline_.steady());
  if (!here) return false;
  take_line(std::move(back.tunnel));
  v1::MachineSays says;
  v1::TakenUp& holds = *says.mutable_taken_up();
  holds.set_session_id(id_.value);
  holds.set_resume_secret(resumption_.issue());
  *holds.mutable_lease() = lease_state();
  holds.set_asking(to_wire(question_.shown()));
  line_->say(std::move(says));
  const bool allowing = question_.shown() != lease::Scope::Nothing;
  if (allowing && question_.number()) tell_tries();
  const AskedToRestart* restart = question_.to_restart();
  if (restart && restart->shown) tell_restart_asking();
  if (unheard_) line_->say(*std::exchange(unheard_, std::nullopt));
  attend_picture();
  return true;
}

// She has our answer: it is really she, and now.
void Session::confirm() {
  const bool waited = resumption_.waiting();
  resumption_.kept();
  if (!waited) return;
  idle_since_ = timeline_.steady();
  log::event(kComponent, log::Level::info, "line back", {{"session", id_.value}});
  announce();
}

}  // namespace maintendue::agent
