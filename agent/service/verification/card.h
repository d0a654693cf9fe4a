// The PC's card: what it says of itself to whoever stands before it.
#pragma once

#include "agent/service/desktop/offer.h"
#include "agent/service/state/known_roster.h"
#include "agent/service/state/machine_state.h"
#include "wire/timeline.h"

namespace maintendue::agent {

struct Card {
  std::string text;  // machine_record.proto
  MachineId machine;
};

Card card_of(const MachineState& machine, const identity::Trust& trust);

// For whoever sits at the PC, with what `book` says then of whom to call. Both outlive it.
Offer card_offer(Card card, const KnownRoster& roster, const wire::Timeline& timeline);

}  // namespace maintendue::agent
