#include "console/session/verify_try.h"

#include "base/random.h"

namespace maintendue::console {

VerifyTry::VerifyTry(Bytes exported)
    : exported_(std::move(exported)),
      digits_(seal::draw_code()),
      nonce_(random_bytes(seal::kCodeNonce)) {}

v1::ConsoleSays VerifyTry::offer() const {
  v1::ConsoleSays says;
  says.mutable_verify()->set_commitment(seal::console_commitment(exported_, digits_, nonce_));
  return says;
}

Result<std::optional<v1::ConsoleSays>> VerifyTry::hear(const v1::MachineSays& says) {
  if (says.has_verify_keypad() && step_ == Step::Opening) {
    step_ = Step::Saying;
    return std::nullopt;
  }
  if (says.has_verify_tapped() && step_ == Step::Saying && its_commitment_.empty() &&
      !says.verify_tapped().commitment().empty()) {
    its_commitment_ = says.verify_tapped().commitment();
    v1::ConsoleSays reveal;
    reveal.mutable_verify_reveal()->set_digits(digits_);
    reveal.mutable_verify_reveal()->set_nonce(nonce_);
    return reveal;
  }
  if (!says.has_verify_outcome()) return fail(Errc::BadMessage, "not its turn to say that");
  const Result<Step> step = outcome(says.verify_outcome());
  if (!step) return tl::unexpected(step.error());
  step_ = *step;
  return std::nullopt;
}

// The PC's word for it that the digits are right is worth nothing without what it committed to
// before it could know them.
Result<VerifyTry::Step> VerifyTry::outcome(const v1::VerifyOutcome& told) const {
  const bool revealed = !its_commitment_.empty();
  switch (told.result()) {
    case v1::VerifyOutcome::RIGHT: {
      if (!revealed) break;
      const Bytes known = seal::machine_commitment(exported_, digits_, told.nonce());
      const bool knew = told.nonce().size() == seal::kCodeNonce;
      return knew && same_secret(its_commitment_, known) ? Step::Right : Step::Wrong;
    }
    case v1::VerifyOutcome::WRONG:
      if (!revealed) break;
      return Step::Wrong;
    case v1::VerifyOutcome::NO:
      return Step::No;
    case v1::VerifyOutcome::SILENT:
      return Step::Silent;
    case v1::VerifyOutcome::PAUSED:
      return Step::Paused;
    default:
      break;
  }
  return fail(Errc::BadMessage, "no outcome of this try");
}

}  // namespace maintendue::console
