#include "agent/service/verification/verification.h"

#include "base/random.h"

namespace maintendue::agent {
namespace {

using namespace std::chrono_literals;

constexpr auto kToReveal = 15s;  // her console does so by itself

}  // namespace

Verification::Verification(
    net::any_io_executor main,
    DesktopPtr desktop,
    wire::Timeline& timeline,
    seal::CodeMisses& misses,
    Bytes exported,
    Setting setting,
    Say say
)
    : desktop_(std::move(desktop)),
      timeline_(timeline),
      misses_(misses),
      exported_(std::move(exported)),
      setting_(std::move(setting)),
      say_(std::move(say)),
      changed_(std::move(main)) {}

net::awaitable<Result<v1::VerifyOutcome::Result>> Verification::run(Bytes her_commitment) {
  her_commitment_ = std::move(her_commitment);
  if (misses_.pause(timeline_.steady()) > 0ms) co_return told(v1::VerifyOutcome::PAUSED);
  auto opening = Keypad::open(
      *desktop_, timeline_, setting_.operator_name, setting_.organisation, setting_.phone
  );
  Result<std::unique_ptr<Keypad>> keypad = co_await std::move(opening);
  if (!keypad) co_return tl::unexpected(keypad.error());
  keypad_ = std::move(*keypad);
  v1::MachineSays shown;
  shown.mutable_verify_keypad();
  say_(std::move(shown));

  Result<std::string> tapped = co_await within(timeline_, setting_.patience, keypad_->tapped());
  if (!tapped && tapped.error().code == Errc::TimedOut) co_return told(v1::VerifyOutcome::SILENT);
  if (!tapped && tapped.error().code == Errc::ConsentDenied) {
    misses_.missed(timeline_.steady());  // nobody has it come up again and again
    co_return told(v1::VerifyOutcome::NO);
  }
  if (!tapped) co_return tl::unexpected(tapped.error());
  Bytes nonce = random_bytes(seal::kCodeNonce);
  v1::MachineSays ours;
  ours.mutable_verify_tapped()->set_commitment(seal::machine_commitment(exported_, *tapped, nonce));
  committed_ = true;
  say_(std::move(ours));
  Result<v1::VerifyReveal> hers = co_await within(timeline_, kToReveal, wait_revealed());
  if (!hers) co_return tl::unexpected(hers.error());
  co_return compare(*hers, *tapped, std::move(nonce));
}

bool Verification::reveal(v1::VerifyReveal revealed) {
  if (!committed_ || revealed_) return false;
  revealed_ = std::move(revealed);
  changed_.notify();
  return true;
}

net::awaitable<Result<v1::VerifyReveal>> Verification::wait_revealed() {
  while (!revealed_) co_await changed_.wait();
  co_return *revealed_;
}

// Whoever said other digits than were tapped is told that, and no more: our nonce would let
// somebody who stands between the two find out what was tapped, and say it on as his own.
Result<v1::VerifyOutcome::Result> Verification::compare(
    const v1::VerifyReveal& hers, const std::string& tapped, Bytes nonce
) {
  const bool meant =
      seal::is_code(hers.digits()) && hers.nonce().size() == seal::kCodeNonce &&
      same_secret(
          her_commitment_, seal::console_commitment(exported_, hers.digits(), hers.nonce())
      );
  const bool right = meant && same_secret(hers.digits(), tapped);
  keypad_->show(right);
  if (right) {
    misses_.right();
    return told(v1::VerifyOutcome::RIGHT, std::move(nonce));
  }
  misses_.missed(timeline_.steady());
  if (!meant) return fail(Errc::BadMessage, "not the digits she had committed to");
  return told(v1::VerifyOutcome::WRONG);
}

v1::VerifyOutcome::Result Verification::told(v1::VerifyOutcome::Result result, Bytes nonce) {
  v1::MachineSays says;
  v1::VerifyOutcome& out = *says.mutable_verify_outcome();
  out.set_result(result);
  out.set_nonce(std::move(nonce));
  out.set_pause_ms(static_cast<std::uint32_t>(misses_.pause(timeline_.steady()).count()));
  say_(std::move(says));
  return result;
}

}  // namespace maintendue::agent
