// Where an operator who stands before a PC has its card read, and signs that she saw it there.
#pragma once

#include "console/keyring/keyring.h"
#include "console/machines/known_machines.h"
#include "console/relay_client/ask_relay.h"

namespace maintendue::console {

// Lives on `main`. All outlive it.
class CardDesk {
 public:
  CardDesk(const Keyring& keyring, const Team& team, KnownMachines& known, AskRelay relay)
      : keyring_(keyring), team_(team), known_(known), relay_(std::move(relay)) {}

  // As console.proto says of the methods ReadCard and VerifyByCard.
  Result<local::v1::CardReading> read(const local::v1::ReadCardRequest& request) const;
  net::awaitable<Result<local::v1::MachineStanding>> verify(local::v1::VerifyByCardRequest request);

 private:
  Result<machine_record::Card> card_in(const std::string& text) const;

  const Keyring& keyring_;
  const Team& team_;
  KnownMachines& known_;
  const AskRelay relay_;
};

}  // namespace maintendue::console
