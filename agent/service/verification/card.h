// The PC's card: what it says of itself to whoever stands before it.
#pragma once

#include "agent/service/desktop/offer.h"
#include "agent/service/state/machine_state.h"

namespace maintendue::agent {

struct Card {
  std::string text;  // machine_record.proto
  MachineId machine;
  std::string organisation;
};

Card card_of(const MachineState& machine, const identity::Trust& trust);

// For whoever sits at the PC.
Offer card_offer(Card card);

}  // namespace maintendue::agent
