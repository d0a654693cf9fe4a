#include "relay/session/session.h"

#include <array>

#include "base/log.h"
#include "maintendue/v1/session.pb.h"
#include "maintendue/v1/tunnel.pb.h"

namespace maintendue::relay {
namespace {

using namespace std::chrono_literals;

constexpr std::array kSides{Side::Machine, Side::Console};
constexpr auto kTruth = 2s;  // how long the PC may take to tell why it ended
constexpr auto kReplyLimit = 10s;
constexpr auto kStoreRetry = 5s;
constexpr auto kSeatsFree = 5s;

// For the log, in the contract's words.
const std::string& word(EndReason reason) {
  return v1::EndReason_Name(static_cast<v1::EndReason>(reason));
}

}  // namespace

Session::Session(SessionGround ground, SessionRecord record, Begins begins)
    : ground_(std::move(ground)),
      record_(std::move(record)),
      machine_{.ticket = Ticket::issue(ground_.timeline.steady())},
      console_{.ticket = Ticket::issue(ground_.timeline.steady())},
      joined_once_(begins == Begins::Cut),
      changed_(ground_.main) {}

net::awaitable<void> Session::run() {
  EndReason derived = EndReason::RelayLost;
  Result<void> joined;
  if (joined_once_) {
    joined = co_await meet_again();
  } else {
    joined = co_await meet();
    derived = unmet();
  }
  const bool machine_came = machine_.stream != nullptr || joined_once_;
  while (joined) {
    joined_once_ = true;
    derived = co_await carry();
    let_go(Errc::PeerGone);
    joined = co_await meet_again();
  }
  over_ = true;
  let_go(joined.error().code);
  if (machine_came && !given_up_) {
    auto told = until(&Session::told_or_stopping);
    (void)co_await wire::within(ground_.timeline, kTruth, std::move(told));  // or it says nothing
  }
  const bool kept_for_the_next_start = stopping_ && joined_once_ && !told_;
  if (!kept_for_the_next_start) co_await close(told_.value_or(derived));
}

// The line is cut. Both may meet again as often as the operator asks for it, until the time is
// over.
net::awaitable<Result<void>> Session::meet_again() {
  const SteadyTime limit = ground_.timeline.steady() + kLongestCut;
  for (;;) {
    waiting_ = true;
    changed_.notify();
    const Result<void> wanted = co_await wait_for_resume(limit);
    waiting_ = false;
    if (!wanted) co_return wanted;
    const Result<void> met_again = co_await meet();
    invited_ = false;
    if (met_again) {
      log::event(
          "relay.session", log::Level::info, "session resumed", {{"session", record_.id.value}}
      );
      co_return met_again;
    }
    let_go(met_again.error().code);
  }
}

net::awaitable<Result<void>> Session::wait_for_resume(SteadyTime limit) {
  if (!hopeless()) {
    log::event("relay.session", log::Level::info, "session cut", {{"session", record_.id.value}});
  }
  const auto left =
      std::chrono::duration_cast<std::chrono::milliseconds>(limit - ground_.timeline.steady());
  auto invited = until(&Session::invited_or_hopeless);
  const Result<void> known = co_await wire::within(ground_.timeline, left, std::move(invited));
  if (!known || hopeless()) co_return fail(Errc::PeerGone);
  co_return Result<void>{};
}

net::awaitable<Result<Bytes>> Session::resume() {
  if (!joined_once_ || over_ || hopeless()) co_return fail(Errc::NotFound, "nothing to resume");
  if (!waiting_) {
    wanted_back_ = true;
    changed_.notify();
    auto seats_free = until(&Session::waiting_or_over);
    (void)co_await wire::within(ground_.timeline, kSeatsFree, std::move(seats_free));
    wanted_back_ = false;
    if (!waiting_) co_return fail(Errc::NotFound, "it is over");
  }
  machine_.ticket = Ticket::issue(ground_.timeline.steady());
  console_.ticket = Ticket::issue(ground_.timeline.steady());
  invited_ = true;
  changed_.notify();
  co_return console_.ticket.secret();
}

std::optional<Bytes> Session::call_machine() {
  if (!invited_ || machine_.stream) return std::nullopt;
  machine_.ticket = Ticket::issue(ground_.timeline.steady());
  return machine_.ticket.secret();
}

net::awaitable<Result<void>> Session::meet() {
  auto known = until(&Session::met_or_hopeless);
  const Result<void> in_time =
      co_await wire::within(ground_.timeline, kTicketLife, std::move(known));
  if (!in_time) co_return in_time;
  if (off_before_it_came()) co_return fail(Errc::MachineOff);
  if (!met() || over_or_wanted()) co_return fail(Errc::PeerGone);
  co_return Result<void>{};
}

bool Session::met_or_hopeless() const {
  const bool machine_missing = machine_.left || off_before_it_came();
  return met() || machine_missing || console_.left || over_or_wanted();
}

bool Session::off_before_it_came() const {
  return machine_off_ && !machine_.stream && !joined_once_;
}

// Both are here: frames go by until a side leaves, the PC says that it is over, the operator wants
// a new line, or the relay stops.
net::awaitable<EndReason> Session::carry() {
  log::event("relay.session", log::Level::info, "session joined", {{"session", record_.id.value}});
  const std::optional<Side> lost = co_await welcome_both();
  if (lost) co_return left_by(*lost);
  auto pumped = ground_.pump(machine_.stream, console_.stream);
  auto asked = end_asked();
  const auto first = co_await (std::move(pumped) || std::move(asked));
  const auto* end = std::get_if<0>(&first);
  if (end == nullptr) co_return left_by(forgotten_ ? Side::Machine : Side::Console);  // or as told
  co_return left_by(end->side == wire::PumpSide::First ? Side::Machine : Side::Console);
}

// Answers JoinReply to both; the side that could not be told, if any.
net::awaitable<std::optional<Side>> Session::welcome_both() {
  for (const Side side : kSides) {
    auto reply = wire::write_message(*seat(side).stream, v1::JoinReply{});
    const Result<void> told =
        co_await wire::within(ground_.timeline, kReplyLimit, std::move(reply));
    if (!told) co_return side;
  }
  co_return std::nullopt;
}

// The PC that says "ended" gets a moment to send its last frames; then the tunnel ends all the
// same.
net::awaitable<void> Session::end_asked() {
  (void)co_await until(&Session::over_or_wanted);
  if (wanted_back_ || forgotten_) co_return;
  auto stop = until(&Session::stopping);
  (void)co_await wire::within(ground_.timeline, kTruth, std::move(stop));  // or its moment is over
}

net::awaitable<Result<void>> Session::until(bool (Session::*reached)() const) {
  while (!(this->*reached)()) co_await changed_.wait();
  co_return Result<void>{};
}

// The record is closed whatever happens. While the disk refuses, the machine stays busy, since
// nothing could be written of another session either; a relay that stops leaves it to its next
// start.
net::awaitable<void> Session::close(EndReason reason) {
  const WallTime now = ground_.timeline.wall();
  apply(record_, Ended{reason}, now);
  for (;;) {
    const Result<void> kept = co_await ground_.store.tell(record_, Ended{reason}, now);
    if (kept) break;
    log::event(
        "relay.session", log::Level::error, "the end of a session can't be written",
        {{"session", record_.id.value}, {"detail", kept.error().detail}}
    );
    if (stopping_) co_return;
    auto stop = until(&Session::stopping);
    (void)co_await wire::within(ground_.timeline, kStoreRetry, std::move(stop));  // then once more
  }
  ground_.feed.publish(record_);
  log::event(
      "relay.session", log::Level::info, "session ended",
      {{"session", record_.id.value}, {"reason", word(reason)}}
  );
}

// Why it ended when not both came.
EndReason Session::unmet() const {
  if (stopping_) return EndReason::RelayLost;
  if (machine_.left) return left_by(Side::Machine);
  if (console_.left || machine_.stream) return left_by(Side::Console);
  return EndReason::MachineUnreached;
}

EndReason Session::left_by(Side side) const {
  if (stopping_) return EndReason::RelayLost;
  if (side == Side::Machine) return EndReason::MachineLost;
  const bool never = record_.widest == Scope::Nothing;
  return never ? EndReason::NeverAllowed : EndReason::ConsoleLost;
}

void Session::let_go(Errc seen) {
  let_go_ = stopping_ ? Errc::RelayUnreachable : seen;
  ++round_;
  for (const Side side : kSides) {
    seat(side).stream = nullptr;
    seat(side).left = false;
  }
  changed_.notify();
}

net::awaitable<Result<void>> Session::join(Side side, Bytes ticket, wire::RpcStreamPtr stream) {
  if (over_) co_return fail(Errc::NotFound, "the session is over");
  Seat& mine = seat(side);
  const Result<void> good = mine.ticket.redeem(ticket, ground_.timeline.steady());
  if (!good) co_return good;
  mine.stream = stream;
  changed_.notify();
  const int round = round_;
  auto released = round_over(round);
  auto gone = stream->gone();
  const auto first = co_await (std::move(released) || std::move(gone));
  if (first.index() == 0) co_return fail(let_go_);
  if (round == round_) mine.left = true;
  changed_.notify();
  co_return fail(Errc::PeerGone, "it left");
}

net::awaitable<void> Session::round_over(int round) {
  while (round_ == round) co_await changed_.wait();
}

net::awaitable<Result<void>> Session::hear(News news) {
  if (told_ || record_.reason != EndReason::NotOver) co_return Result<void>{};
  if (const auto* ended = std::get_if<Ended>(&news)) {
    told_ = ended->reason;
    changed_.notify();
    co_return Result<void>{};
  }
  if (++heard_ > kMostNews) co_return fail(Errc::Overloaded, "too much news of one session");
  const WallTime now = ground_.timeline.wall();
  apply(record_, news, now);
  const SessionRecord said = record_;
  const Result<void> kept = co_await ground_.store.tell(said, news, now);
  if (kept) ground_.feed.publish(said);
  co_return kept;
}

void Session::machine_off() {
  machine_off_ = true;
  changed_.notify();
}

void Session::machine_forgot() {
  if (!joined_once_) return;
  forgotten_ = true;
  changed_.notify();
}

void Session::give_up() {
  given_up_ = true;
  changed_.notify();
}

void Session::relay_stops() {
  stopping_ = true;
  changed_.notify();
}

}  // namespace maintendue::relay
