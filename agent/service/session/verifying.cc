// The part of Session's story in which the operator makes sure that it is the family's own PC.
#include "agent/service/session/session.h"
#include "base/log.h"

namespace maintendue::agent {
namespace {

constexpr auto kComponent = "agent.session";

}  // namespace

// Where nothing is allowed and nothing asked, and on a line that stands.
net::awaitable<void> Session::verify(Bytes her_commitment) {
  question_.begin(AskedForDigits());
  Result<Bytes> exported = line_->exported(seal::kCodeLabel);
  if (!exported) co_return end(v1::END_REASON_BROKEN);
  verification_ = std::make_unique<Verification>(
      main_, desktop_, timeline_, *misses_, std::move(*exported),
      Verification::Setting{settings_.patience, operator_.name, settings_.organisation, phone_},
      [this](v1::MachineSays says) { tell_operator(std::move(says)); }
  );
  auto trying = verification_->run(std::move(her_commitment));
  Result<v1::VerifyOutcome::Result> outcome = co_await std::move(trying);
  if (question_.for_digits()) question_.close();  // else whoever came to the monitor is asked
  idle_since_ = timeline_.steady();
  const Errc why = outcome ? Errc::Internal : outcome.error().code;
  const bool tried = outcome ? *outcome != v1::VerifyOutcome::PAUSED : why == Errc::BadMessage;
  if (tried) {
    const bool right = outcome && *outcome == v1::VerifyOutcome::RIGHT;
    tell_(id_, Verified{right});
    log::event(
        kComponent, log::Level::info, "operator verified this PC",
        {{"session", id_.value}, {"verified", right ? "yes" : "no"}}
    );
  }
  verification_.reset();
  if (!outcome) end(why == Errc::PeerGone ? v1::END_REASON_DESKTOP_LOST : v1::END_REASON_BROKEN);
}

bool Session::may_verify() const {
  return desktop_ && !verification_ && !question_.open() && counting_ == 0 && !ending_ && !lost_ &&
         line_ && allowed() == lease::Scope::Nothing && !resumption_.possible();
}

}  // namespace maintendue::agent
