// One try to make sure of a PC by phone, as the operator's side sees it (sealed.proto, Verify): six
// digits that are hers to say.
#pragma once

#include <map>
#include <optional>
#include <string>

#include "base/ids.h"
#include "base/result.h"
#include "maintendue/v1/sealed.pb.h"
#include "seal/spoken_code.h"

namespace maintendue::console {

// By machine, across sessions.
using CodeMissesOf = std::map<MachineId, seal::CodeMisses>;

// Draws its own digits. No I/O.
class VerifyTry {
 public:
  enum class Step {
    Opening,  // the window is not on the family's screen yet
    Saying,   // it is
    Right,    // the family tapped what she said, on that very line
    Wrong,
    No,
    Silent,
    Paused,
  };

  // What `exported` is: seal::kCodeLabel of the line on which it is made.
  explicit VerifyTry(Bytes exported);

  const std::string& digits() const { return digits_; }
  Step step() const { return step_; }
  // Her commitment, to be said first.
  v1::ConsoleSays offer() const;
  // The PC says something about it: what is to be said in answer, if anything. BadMessage when it
  // is not its turn to say that.
  Result<std::optional<v1::ConsoleSays>> hear(const v1::MachineSays& says);

 private:
  Result<Step> outcome(const v1::VerifyOutcome& told) const;

  const Bytes exported_;
  const std::string digits_;
  const Bytes nonce_;
  Bytes its_commitment_;
  Step step_ = Step::Opening;
};

}  // namespace maintendue::console
