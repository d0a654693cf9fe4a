#include "console/session/session.h"

#include "base/log.h"

namespace maintendue::console {
namespace {

using namespace std::chrono_literals;

constexpr auto kComponent = "console.session";
constexpr auto kFirstWish = 10s;
constexpr auto kInputTaken = 10s;   // a line that takes no input for so long is dead
constexpr auto kScreenTaken = 15s;  // so is a page that takes no screen
constexpr auto kStillHere = 5s;     // sealed.proto, StillHere
constexpr auto kSilence = 15s;      // likewise
constexpr auto kGoodbye = 2s;
constexpr auto kLongestIdle = 10min;
constexpr std::size_t kRfbSlice = 32 * 1024;  // sealed.proto

// Neither a picture nor a question on the family's screen.
bool nothing_goes_on(const SessionState& state) {
  return state.scope == lease::Scope::Nothing && state.asking == lease::Scope::Nothing &&
         state.held == v1::HELD_UNSPECIFIED;
}

}  // namespace

Session::Session(
    net::any_io_executor main,
    wire::Timeline& timeline,
    SessionKey key,
    std::shared_ptr<RelayDoor> relay,
    BrowserPtr browser,
    std::unique_ptr<Witness> witness
)
    : timeline_(timeline),
      key_(std::move(key)),
      relay_(std::move(relay)),
      browser_(std::move(browser)),
      witness_(std::move(witness)),
      ended_(main),
      changed_(main),
      line_parts_(main, [this] { end(v1::END_REASON_BROKEN); }),
      parts_(main, [this] { end(v1::END_REASON_BROKEN); }) {}

net::awaitable<void> Session::run() {
  Result<Wish> first = co_await within(timeline_, kFirstWish, browser_->read());
  OpenWish* wish = first ? std::get_if<OpenWish>(&*first) : nullptr;
  if (VerifyWish* verify = first ? std::get_if<VerifyWish>(&*first) : nullptr; verify) {
    state_.verify.wanted = true;
    wish = &verify->open;
  }
  bool come_back = false;
  if (wish) {
    come_back = wish->come_back;
    parts_.spawn(listen_to_page());
    (void)co_await (begin(std::move(*wish)) || until_ended());  // either way `ending_` tells
  } else {
    end(first ? v1::END_REASON_BROKEN : v1::END_REASON_CONSOLE_LOST);
  }
  if (talking_) {
    hold_line();
    if (state_.verify.wanted) {
      try_to_verify();
    } else if (!ending_) {
      line_parts_.spawn(ask(first_asking(come_back)));
    }
    parts_.spawn(watch_idleness());
  }
  while (!ending_) {
    if (lost_) {
      co_await outlast_cut();
    } else {
      co_await ended_.wait();
    }
  }
  co_await part();
}

void Session::hold_line() {
  machine_left_ = line_over_ = false;
  line_parts_.spawn(listen_to_machine());
  line_parts_.spawn(say_still_here());
}

net::awaitable<void> Session::listen_to_page() {
  while (!ending_) {
    Result<Wish> wish = co_await browser_->read();
    if (!wish) {
      const bool broken = wish.error().code == Errc::BadMessage;
      co_return end(broken ? v1::END_REASON_BROKEN : v1::END_REASON_CONSOLE_LOST);
    }
    co_await grant(std::move(*wish));
  }
}

net::awaitable<void> Session::grant(Wish wish) {
  if (std::get_if<EndWish>(&wish)) co_return end(v1::END_REASON_OPERATOR);
  const bool begins =
      std::get_if<OpenWish>(&wish) != nullptr || std::get_if<VerifyWish>(&wish) != nullptr;
  if (begins) co_return end(v1::END_REASON_BROKEN);
  if (state_.verify.wanted) {  // a PC that is not known yet is asked nothing else
    if (std::get_if<VerifyAgainWish>(&wish)) try_to_verify();
    co_return;
  }
  if (const auto* picture = std::get_if<PictureBegan>(&wish)) page_picture_ = picture->number;
  if (!talking_) co_return;  // too early for anything else, or the line is cut
  const bool of_the_picture = std::get_if<RfbInput>(&wish) != nullptr ||
                              std::get_if<ShowWish>(&wish) != nullptr ||
                              std::get_if<TakenIn>(&wish) != nullptr;
  if (of_the_picture && page_picture_ != state_.picture) co_return;  // of the one before the cut
  if (auto* input = std::get_if<RfbInput>(&wish)) {
    co_await pass_input(std::move(input->bytes));
    co_return;
  }
  if (auto asking = asking_of(std::move(wish))) co_await ask(std::move(*asking));
}

net::awaitable<void> Session::ask(Asking asking) {
  if (asking.noted) note(std::move(*asking.noted));
  co_await say(std::move(asking.says));
}

net::awaitable<void> Session::pass_input(Bytes bytes) {
  const std::uint32_t picture = state_.picture;
  const auto may = [&] { return talking_ && !ending_ && picture == state_.picture; };
  for (std::size_t at = 0; at < bytes.size() && may(); at += kRfbSlice) {
    auto writing = tunnel_->write(seal::Channel::Rfb, bytes.substr(at, kRfbSlice));
    Result<void> taken = co_await within(timeline_, kInputTaken, std::move(writing));
    if (taken) continue;
    talking_ = false;
    lose_line(taken.error().code);
  }
}

net::awaitable<void> Session::say(v1::ConsoleSays says) {
  if (ending_ || lost_) co_return;  // the last word is the goodbye
  auto writing = tunnel_->write(seal::Channel::Control, says.SerializeAsString());
  Result<void> taken = co_await within(timeline_, kInputTaken, std::move(writing));
  if (taken) co_return;
  talking_ = false;
  lose_line(taken.error().code);
}

// Reads on after the end, into nothing: only the PC's own end tells that it has heard the goodbye.
// It ends with its line and is never cancelled: a message to the page must not be cut in two.
net::awaitable<void> Session::listen_to_machine() {
  co_await net::this_coro::reset_cancellation_state(net::disable_cancellation());
  for (;;) {
    Result<seal::Frame> frame = co_await within(timeline_, kSilence, tunnel_->read());
    if (!frame) {
      machine_left_ = line_over_ = true;
      changed_.notify();
      co_return lose_line(frame.error().code);
    }
    last_heard_ = timeline_.steady();
    if (ending_) {
      if (frame->channel == seal::Channel::Control) keep_head(frame->payload);
      continue;
    }
    if (lost_) continue;
    if (frame->channel == seal::Channel::Rfb && state_.verify.wanted) {
      end(v1::END_REASON_BROKEN);
    } else if (frame->channel == seal::Channel::Rfb) {
      co_await show_screen(std::move(frame->payload));
    } else {
      co_await hear(frame->payload);
    }
  }
}

net::awaitable<void> Session::hear(const Bytes& payload) {
  v1::MachineSays says;
  if (!says.ParseFromString(payload)) co_return end(v1::END_REASON_BROKEN);
  if (says.has_still_here()) co_return;
  if (says.has_roster()) {
    (void)key_.team.hear(says.roster());  // what is not ours is logged there, and no more
    co_return;
  }
  if (says.has_log()) co_return hear_log(std::move(*says.mutable_log()));
  if (state_.verify.wanted && !says.has_resume_secret()) co_return co_await hear_try(says);
  if (state_.verify.wanted) co_return;  // a try does not outlast its line
  Result<SessionState> heard = after_hearing(state_, says, timeline_.wall());
  if (!heard) co_return end(v1::END_REASON_BROKEN);
  if (heard->ending.reason != v1::END_REASON_UNSPECIFIED) {
    machine_left_ = true;
    state_.restart.back_until = heard->restart.back_until;
    co_return end(heard->ending);
  }
  if (says.has_resume_secret()) {
    secret_ = std::move(*says.mutable_resume_secret());
    v1::ConsoleSays kept;
    kept.mutable_secret_kept();
    co_return co_await say(std::move(kept));
  }
  if (nothing_goes_on(*heard) && !nothing_goes_on(state_)) idle_since_ = timeline_.steady();
  const SessionState before = std::exchange(state_, std::move(*heard));
  note_change(before, says);
  changed_.notify();
  if (says.has_new_picture()) {  // nothing that we send from here on is about the old one
    v1::ConsoleSays begun;
    begun.set_picture_begun(says.new_picture());
    co_await say(std::move(begun));
  }
  co_await tell();
}

net::awaitable<void> Session::show_screen(Bytes bytes) {
  auto showing = browser_->show_rfb(std::move(bytes));
  Result<void> taken = co_await within(timeline_, kScreenTaken, std::move(showing));
  if (!taken) end(v1::END_REASON_CONSOLE_LOST);
}

net::awaitable<void> Session::say_still_here() {
  while (!ending_ && !lost_) {
    co_await timeline_.sleep_for(kStillHere);
    v1::ConsoleSays says;
    says.mutable_still_here();
    co_await say(std::move(says));
  }
}

// Nobody stays connected to a family's PC for long when the family allows nothing.
net::awaitable<void> Session::watch_idleness() {
  while (!ending_) {
    const SteadyTime limit = idle_since_ + kLongestIdle;
    if (!nothing_goes_on(state_)) {
      co_await changed_.wait();
    } else if (timeline_.steady() >= limit) {
      end(state_.ever_allowed ? v1::END_REASON_OPERATOR : v1::END_REASON_NEVER_ALLOWED);
    } else {
      (void)co_await (timeline_.sleep_until(limit) || changed_.wait());  // then we look again
    }
  }
}

// Told by a part of its own: a message to the page is never cut in two because its cause was
// cancelled.
void Session::enter(SessionState::Stage stage) {
  state_.stage = stage;
  idle_since_ = timeline_.steady();
  parts_.spawn(tell());
}

net::awaitable<void> Session::tell() {
  auto showing = browser_->show(state_);
  Result<void> shown = co_await within(timeline_, kScreenTaken, std::move(showing));
  if (!shown) end(v1::END_REASON_CONSOLE_LOST);
}

void Session::end(Ending why) {
  if (ending_) return;
  ending_ = std::move(why);
  ended_.notify();
}

net::awaitable<void> Session::until_ended() {
  while (!ending_) co_await ended_.wait();
}

net::awaitable<void> Session::part() {
  log::event(
      kComponent, log::Level::info, "session ended",
      {{"session", state_.session.value},
       {"reason", v1::EndReason_Name(ending_->reason)},
       {"error", ending_->error}}
  );
  if (talking_ && !line_over_) {
    auto farewell = machine_left_ ? hand_over_head() : say_goodbye();
    (void)co_await within(timeline_, kGoodbye, std::move(farewell));  // the line may be gone
  }
  if (witness_) (void)witness_->close(ending_->reason);  // unless that is done
  talking_ = false;
  if (tunnel_) tunnel_->finish();
  if (stream_) stream_->finish();
  state_.stage = SessionState::Stage::Ended;
  state_.lose_line();
  state_.ending = *ending_;
  auto showing = browser_->show(state_);
  (void)co_await within(timeline_, kGoodbye, std::move(showing));  // the page may be gone
  co_await browser_->close();
  co_await line_parts_.stop();
  co_await parts_.stop();
}

// Returns when the PC has ended its side, so that the word is not lost behind our hanging up.
net::awaitable<Result<void>> Session::say_goodbye() {
  (void)co_await say_head();  // best effort; the goodbye tells whether the line takes anything
  v1::ConsoleSays says;
  says.set_goodbye(ending_->reason);
  Result<void> said = co_await tunnel_->write(seal::Channel::Control, says.SerializeAsString());
  if (!said) co_return said;
  stream_->writes_done();
  while (!machine_left_) co_await changed_.wait();
  co_return Result<void>{};
}

}  // namespace maintendue::console
