// The part of Session's story in which the line is cut and, perhaps, comes back.
#include "base/log.h"
#include "console/session/session.h"

namespace maintendue::console {
namespace {

using namespace std::chrono_literals;

constexpr auto kComponent = "console.session";
constexpr auto kLongestCut = 60s;  // sealed.proto, TakeUp; the PC has the last word
constexpr auto kBetweenTries = 1s;
constexpr auto kOneTry = 10s;  // from the tickets to the PC's answer

}  // namespace

void Session::lose_line(Errc why) {
  const bool cut = why != Errc::BadMessage && why != Errc::NotTrusted && !secret_.empty();
  if (!cut) return end(reason_of(why));
  if (ending_ || lost_) return;
  talking_ = false;
  lost_ = why;
  ended_.notify();
}

// What the page says meanwhile is dropped, not kept: nothing is typed twice, and nothing late.
net::awaitable<void> Session::outlast_cut() {
  log::event(
      kComponent, log::Level::info, "line cut",
      {{"session", state_.session.value}, {"error", name(*lost_)}}
  );
  const SteadyTime limit = last_heard_ + kLongestCut;
  tunnel_->finish();
  stream_->finish();
  co_await line_parts_.stop();
  lost_.reset();
  const auto left = std::max(limit - timeline_.steady(), SteadyTime::duration{0});
  state_.lose_line();
  state_.cut_until = timeline_.wall() + std::chrono::duration_cast<WallTime::duration>(left);
  enter(SessionState::Stage::Cut);
  changed_.notify();
  (void)co_await (come_back(limit) || until_ended());  // `talking_` and `ending_` tell
  if (ending_) co_return;
  if (!talking_) co_return end(v1::END_REASON_NOT_RESUMED);
  log::event(kComponent, log::Level::info, "line back", {{"session", state_.session.value}});
  co_await tell();  // before the first byte of the new picture
  hold_line();
}

net::awaitable<void> Session::come_back(SteadyTime limit) {
  while (!talking_ && !ending_ && timeline_.steady() < limit) {
    const SteadyTime next = timeline_.steady() + kBetweenTries;
    const auto left =
        std::chrono::duration_cast<std::chrono::milliseconds>(limit - timeline_.steady());
    auto door = relay_->reopen(machine_, state_.session);
    Result<Reopened> reopened = co_await within(timeline_, left, std::move(door));
    if (reopened && reopened->over != v1::END_REASON_UNSPECIFIED) co_return end(reopened->over);
    Result<void> taken_up = fail(Errc::RelayUnreachable);
    if (reopened) {
      auto story = take_up(std::move(*reopened));
      taken_up = co_await within(timeline_, kOneTry, std::move(story));
    } else {
      taken_up = tl::unexpected(reopened.error());
    }
    if (taken_up) co_return;
    log::event(
        kComponent, log::Level::info, "session not taken up",
        {{"session", state_.session.value},
         {"error", name(taken_up.error().code)},
         {"detail", taken_up.error().detail}}
    );
    co_await timeline_.sleep_until(std::min(next, limit));
  }
}

net::awaitable<Result<void>> Session::take_up(Reopened reopened) {
  stream_ = std::move(reopened.stream);
  Opened opened{state_.session, std::move(reopened.ticket)};
  Result<void> joined = co_await join(std::move(opened));
  if (!joined) co_return joined;
  Result<void> proved = co_await prove();
  if (!proved) co_return proved;
  v1::ConsoleSays says;
  says.mutable_take_up()->set_session_id(state_.session.value);
  says.mutable_take_up()->set_resume_secret(secret_);
  says.mutable_take_up()->set_console_version(MAINTENDUE_VERSION);
  Result<void> said = co_await tunnel_->write(seal::Channel::Control, says.SerializeAsString());
  if (!said) co_return said;
  Result<seal::Frame> frame = co_await tunnel_->read();
  if (!frame) co_return tl::unexpected(frame.error());
  v1::MachineSays answer;
  const bool taken = frame->channel == seal::Channel::Control &&
                     answer.ParseFromString(frame->payload) && answer.has_taken_up() &&
                     answer.taken_up().session_id() == state_.session.value;
  if (!taken) co_return fail(Errc::BadMessage, "not the answer to taking up");
  Result<SessionState> holds = after_hearing(state_, answer, timeline_.wall());
  if (!holds) co_return tl::unexpected(holds.error());
  secret_ = std::move(*answer.mutable_taken_up()->mutable_resume_secret());
  v1::ConsoleSays kept;
  kept.mutable_secret_kept();
  said = co_await tunnel_->write(seal::Channel::Control, kept.SerializeAsString());
  if (!said) co_return said;
  state_ = std::move(*holds);
  idle_since_ = last_heard_ = timeline_.steady();
  talking_ = true;
  co_return Result<void>{};
}

}  // namespace maintendue::console
