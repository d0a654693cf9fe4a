// The data keys that families are sealed to, as the relay has them: which open for this operator,
// and that whoever may read gets them.
#pragma once

#include <optional>
#include <vector>

#include "console/relay_client/ask_relay.h"
#include "console/roster/team.h"
#include "maintendue/v1/households.pb.h"

namespace maintendue::console {

// Lives on `main`. Nothing of it is on a disk.
class DataKeys {
 public:
  // What is sealed to her opens with `encryption_key`; none when she was given none. The team
  // outlives it.
  DataKeys(const Team& team, std::optional<identity::PrivateKey> encryption_key, AskRelay relay)
      : team_(team), encryption_key_(std::move(encryption_key)), relay_(std::move(relay)) {}

  // What the relay says when it shows none.
  net::awaitable<Result<void>> load();
  // As load() found them.
  const std::vector<identity::PrivateKey>& open() const { return open_; }
  // The one that everything new is sealed to, by the roster, and whether it is among them.
  Bytes current_hash() const;
  bool has_current() const;

  // Seals what is open to colleagues who have it not, and gives it to the relay. What that says.
  net::awaitable<Result<void>> hand_on() { return hand_on(open_); }
  // As load() and hand_on(), but of those that the key of the recovery sheet opens. NotFound when
  // none is sealed to it.
  net::awaitable<Result<void>> recover(identity::PrivateKey recovery_key);

 private:
  net::awaitable<Result<void>> hand_on(std::vector<identity::PrivateKey> keys);

  const Team& team_;
  const std::optional<identity::PrivateKey> encryption_key_;
  const AskRelay relay_;
  v1::DataKeys sealed_;  // as the relay has them
  std::vector<identity::PrivateKey> open_;
};

}  // namespace maintendue::console
