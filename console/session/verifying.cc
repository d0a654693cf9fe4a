// The part of Session's story in which the operator makes sure of a PC: six digits that she says
// and the family taps on it.
#include "base/log.h"
#include "console/session/session.h"

namespace maintendue::console {
namespace {

using namespace std::chrono_literals;
using local::v1::ConsoleTells;

constexpr auto kComponent = "console.session";
constexpr auto kLongestPause = 5min;  // a PC that names a longer one is not believed

ConsoleTells::VerifyStep to_wire(VerifyTry::Step step) {
  switch (step) {
    case VerifyTry::Step::Opening:
      return ConsoleTells::VERIFY_OPENING;
    case VerifyTry::Step::Saying:
      return ConsoleTells::VERIFY_SAY;
    case VerifyTry::Step::Wrong:
      return ConsoleTells::VERIFY_WRONG;
    case VerifyTry::Step::No:
      return ConsoleTells::VERIFY_NO;
    case VerifyTry::Step::Silent:
      return ConsoleTells::VERIFY_SILENT;
    case VerifyTry::Step::Paused:
      return ConsoleTells::VERIFY_PAUSED;
    case VerifyTry::Step::Right:
      break;
  }
  return ConsoleTells::VERIFY_STEP_UNSPECIFIED;
}

}  // namespace

// Nothing when one goes on, or when it is too soon after the misses before.
void Session::try_to_verify() {
  if (!talking_ || ending_ || try_) return;
  const auto pause = key_.misses[machine_].pause(timeline_.steady());
  if (pause > 0ms) return try_over(ConsoleTells::VERIFY_PAUSED, pause);
  if (timeline_.wall() < state_.verify.again) return;
  Result<Bytes> exported = tunnel_->exported(seal::kCodeLabel);
  if (!exported) return end(v1::END_REASON_BROKEN);
  try_.emplace(std::move(*exported));
  state_.verify.step = ConsoleTells::VERIFY_OPENING;
  state_.verify.again = {};
  line_parts_.spawn(say(try_->offer()));
  parts_.spawn(tell());
}

net::awaitable<void> Session::hear_try(const v1::MachineSays& says) {
  if (says.has_answer()) co_return;  // what the family said to earlier questions is of no use here
  if (says.say_case() == v1::MachineSays::kGoodbye) {
    machine_left_ = true;
    co_return end(v1::EndReason_IsValid(says.goodbye()) ? says.goodbye() : v1::END_REASON_BROKEN);
  }
  if (!try_) co_return end(v1::END_REASON_BROKEN);
  Result<std::optional<v1::ConsoleSays>> heard = try_->hear(says);
  if (!heard) co_return end(v1::END_REASON_BROKEN);
  if (*heard) {
    state_.verify.digits.clear();  // they were tapped: there is nothing left to say
    co_await say(std::move(**heard));
    co_return;
  }
  const VerifyTry::Step step = try_->step();
  if (step == VerifyTry::Step::Right) co_return co_await verified();
  if (step == VerifyTry::Step::Saying) {
    state_.verify.step = ConsoleTells::VERIFY_SAY;
    state_.verify.digits = try_->digits();
    parts_.spawn(tell());
    co_return;
  }
  seal::CodeMisses& misses = key_.misses[machine_];
  if (step == VerifyTry::Step::Wrong) misses.missed(timeline_.steady());
  const std::chrono::milliseconds its{says.verify_outcome().pause_ms()};
  try_over(
      to_wire(step), std::max(misses.pause(timeline_.steady()), std::min(its, {kLongestPause}))
  );
}

void Session::try_over(ConsoleTells::VerifyStep step, std::chrono::milliseconds pause) {
  try_.reset();
  state_.verify.step = step;
  state_.verify.digits.clear();
  state_.verify.again = pause > 0ms ? timeline_.wall() + pause : WallTime{};
  idle_since_ = timeline_.steady();
  parts_.spawn(tell());
}

// Signed and kept here; the relay is told as far as it listens, and again later if need be.
net::awaitable<void> Session::verified() {
  key_.misses.erase(machine_);
  const Bytes key_hash = identity::sha256(*machine_key_);
  Result<Bytes> record =
      key_.machines.verified(machine_, key_hash, v1::VERIFIED_HOW_PHONE, key_.identity.key);
  if (!record) co_return end(Ending{{}, std::string(name(record.error().code))});
  Result<void> put = co_await relay_->put_machine_record(std::move(*record));
  if (!put) {
    log::event(
        kComponent, log::Level::warning, "a PC's record was not put to the relay",
        {{"machine", machine_.value}, {"error", name(put.error().code)}}
    );
  }
  try_.reset();
  state_.verify.digits.clear();
  state_.verify.done = true;
  end(v1::END_REASON_OPERATOR);
}

}  // namespace maintendue::console
