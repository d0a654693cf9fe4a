#include "agent/service/session/operator_line.h"

#include "lease/scope.h"

namespace maintendue::agent {
namespace {

using namespace std::chrono_literals;

constexpr auto kSilence = 15s;  // sealed.proto, StillHere
constexpr auto kBeat = 5s;
constexpr auto kGoodbye = 1s;
constexpr std::size_t kMostWords = 256;
constexpr std::uint32_t kFurthest = 65535;  // mark.proto

bool is_mark(const v1::Mark& mark) {
  const bool known =
      v1::Mark::Kind_IsValid(mark.kind()) && mark.kind() != v1::Mark::KIND_UNSPECIFIED;
  return known && mark.x() <= kFurthest && mark.y() <= kFurthest;
}

bool is_pause(v1::Pause wish) { return v1::Pause_IsValid(wish) && wish != v1::PAUSE_UNSPECIFIED; }

}  // namespace

OperatorLine::OperatorLine(
    net::any_io_executor main,
    wire::Timeline& timeline,
    std::unique_ptr<tunnel::SealedTunnel> tunnel
)
    : timeline_(timeline),
      tunnel_(std::move(tunnel)),
      last_heard_(timeline.steady()),
      said_(main),
      changed_(main) {}

net::awaitable<Result<OperatorLine::Heard>> OperatorLine::hear() {
  for (;;) {
    Result<seal::Frame> frame = co_await tunnel_->read();
    if (!frame) {
      left_ = true;
      changed_.notify();
      co_return tl::unexpected(frame.error());
    }
    last_heard_ = timeline_.steady();
    if (frame->channel == seal::Channel::Rfb) co_return Input{std::move(frame->payload)};
    v1::ConsoleSays says;
    if (!says.ParseFromString(frame->payload)) co_return fail(Errc::BadMessage, "no contract");
    if (!says.has_still_here()) co_return heard_from(std::move(says));
  }
}

Result<OperatorLine::Heard> OperatorLine::heard_from(v1::ConsoleSays says) {
  switch (says.say_case()) {
    case v1::ConsoleSays::kAsk: {
      const lease::Scope scope = lease::from_wire(says.ask());
      if (scope == lease::Scope::Nothing) return fail(Errc::BadMessage, "asks for nothing");
      return Ask{scope};
    }
    case v1::ConsoleSays::kGiveBack:
      return GiveBack{};
    case v1::ConsoleSays::kReceived:
      return TakenIn{says.received()};
    case v1::ConsoleSays::kSecretKept:
      return SecretKept{};
    case v1::ConsoleSays::kPictureBegun:
      return PictureBegun{says.picture_begun()};
    case v1::ConsoleSays::kAskByNumber: {
      const lease::Scope scope = lease::from_wire(says.ask_by_number());
      if (scope == lease::Scope::Nothing) return fail(Errc::BadMessage, "asks for nothing");
      return AskByNumber{scope};
    }
    case v1::ConsoleSays::kNumberHeard:
      return NumberHeard{std::move(*says.mutable_number_heard())};
    case v1::ConsoleSays::kAskRestart:
      return AskRestart{};
    case v1::ConsoleSays::kComeBack:
      return ComeBack{};
    case v1::ConsoleSays::kGoodbye:
      return Goodbye{says.goodbye()};
    case v1::ConsoleSays::kVerify:
      return Verify{std::move(*says.mutable_verify()->mutable_commitment())};
    case v1::ConsoleSays::kVerifyReveal:
      return Reveal{std::move(*says.mutable_verify_reveal())};
    case v1::ConsoleSays::kPhoto:
      return Photo{std::move(*says.mutable_photo())};
    case v1::ConsoleSays::kMark:
      if (!is_mark(says.mark())) return fail(Errc::BadMessage, "shows nothing we know");
      return Shows{std::move(*says.mutable_mark())};
    case v1::ConsoleSays::kPause:
      if (!is_pause(says.pause())) return fail(Errc::BadMessage, "pauses nothing we know");
      return Pauses{says.pause()};
    case v1::ConsoleSays::kSlip:
      return Lays{std::move(*says.mutable_slip())};
    case v1::ConsoleSays::kLogHead:
      return LogHead{std::move(*says.mutable_log_head())};
    default:
      return fail(Errc::BadMessage, "says nothing we know");
  }
}

// A console whose line died without a word must not keep the mouse, nor the picture.
net::awaitable<void> OperatorLine::silent() {
  while (timeline_.steady() < last_heard_ + kSilence) {
    co_await timeline_.sleep_until(last_heard_ + kSilence);
  }
}

void OperatorLine::say(v1::MachineSays says) {
  // She is told whole states, so of very many the oldest are worth nothing any more; the one that
  // is being written stays.
  if (words_.size() == kMostWords) words_.erase(words_.begin() + (on_its_way_ ? 1 : 0));
  words_.push_back(says.SerializeAsString());
  said_.notify();
}

net::awaitable<Errc> OperatorLine::deliver() {
  auto first = co_await (deliver_words() || say_still_here());
  co_return std::get<0>(first);  // the other one never returns
}

net::awaitable<Errc> OperatorLine::deliver_words() {
  for (;;) {
    while (words_.empty()) co_await said_.wait();
    on_its_way_ = true;
    Result<void> written = co_await tunnel_->write(seal::Channel::Control, words_.front());
    on_its_way_ = false;
    if (!written) co_return written.error().code;
    words_.pop_front();
    changed_.notify();
  }
}

net::awaitable<void> OperatorLine::say_still_here() {
  for (;;) {
    co_await timeline_.sleep_for(kBeat);
    v1::MachineSays beat;
    beat.mutable_still_here();
    say(std::move(beat));
  }
}

net::awaitable<Result<void>> OperatorLine::show(Bytes rfb) {
  return tunnel_->write(seal::Channel::Rfb, std::move(rfb));
}

net::awaitable<void> OperatorLine::part(v1::EndReason why) {
  v1::MachineSays goodbye;
  goodbye.set_goodbye(why);
  say(std::move(goodbye));
  auto delivered = all_delivered();
  (void)co_await within(timeline_, kGoodbye, std::move(delivered));  // the line may be gone already
  auto heard = her_leaving();
  (void)co_await within(timeline_, kGoodbye, std::move(heard));  // else the word may be cut off
  tunnel_->finish();
}

net::awaitable<Result<void>> OperatorLine::all_delivered() {
  while (!words_.empty() && !left_) co_await changed_.wait();
  co_return Result<void>{};
}

net::awaitable<Result<void>> OperatorLine::her_leaving() {
  while (!left_) co_await changed_.wait();
  co_return Result<void>{};
}

}  // namespace maintendue::agent
