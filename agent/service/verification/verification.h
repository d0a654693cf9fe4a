// One try of the operator to make sure, by phone, that this is the family's own PC (sealed.proto,
// Verify): she says six digits, the family taps them here.
#pragma once

#include <functional>
#include <memory>
#include <optional>

#include "agent/service/verification/keypad.h"
#include "maintendue/v1/sealed.pb.h"
#include "seal/spoken_code.h"
#include "wire/signal.h"

namespace maintendue::agent {

// Lives on `main`.
class Verification {
 public:
  using Say = std::function<void(v1::MachineSays)>;

  struct Setting {
    std::chrono::milliseconds patience;  // how long the window waits for six digits
    std::string operator_name;
    std::string organisation;
    std::string phone;  // where a family in doubt calls; empty: nowhere
  };

  // `timeline` and `misses` outlive it. `exported` is of the line on which the try was begun.
  Verification(
      net::any_io_executor main,
      DesktopPtr desktop,
      wire::Timeline& timeline,
      seal::CodeMisses& misses,
      Bytes exported,
      Setting setting,
      Say say
  );

  // From her commitment to the outcome, which she is told. RIGHT and WRONG are told by what was
  // tapped; nothing of that leaves but what she knows already. PeerGone when there is no window,
  // BadMessage when what she reveals is not what she committed to, TimedOut when she reveals
  // nothing.
  net::awaitable<Result<v1::VerifyOutcome::Result>> run(Bytes her_commitment);
  // False when nothing is to be revealed now.
  bool reveal(v1::VerifyReveal revealed);

 private:
  net::awaitable<Result<v1::VerifyReveal>> wait_revealed();
  Result<v1::VerifyOutcome::Result> compare(
      const v1::VerifyReveal& hers, const std::string& tapped, Bytes nonce
  );
  v1::VerifyOutcome::Result told(v1::VerifyOutcome::Result result, Bytes nonce = {});

  const DesktopPtr desktop_;  // kept, whoever comes to the monitor meanwhile
  wire::Timeline& timeline_;
  seal::CodeMisses& misses_;
  const Bytes exported_;
  const Setting setting_;
  const Say say_;
  Bytes her_commitment_;
  bool committed_ = false;  // she may reveal
  std::optional<v1::VerifyReveal> revealed_;
  std::unique_ptr<Keypad> keypad_;
  wire::Signal changed_;
};

}  // namespace maintendue::agent
