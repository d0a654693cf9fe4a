// The PC's card: what it says of itself to whoever stands before it.
#pragma once

#include <functional>

#include "agent/service/desktop/desktop.h"
#include "agent/service/state/machine_state.h"
#include "wire/signal.h"

namespace maintendue::agent {

struct Card {
  std::string text;  // machine_record.proto
  MachineId machine;
  std::string organisation;
};

Card card_of(const MachineState& machine, const identity::Trust& trust);

// A window with the card, on the screen of whoever sits at the PC. Returns when it was closed, or
// could not be opened. Lives on `main`.
net::awaitable<void> show_card(DesktopPtr desktop, Card card);

// Whoever sits at the PC is shown its card on wish, one window at a time. `moved` outlives it, and
// tells when `desktop_now` may answer another. Ends by cancellation.
net::awaitable<void> offer_card(
    std::function<DesktopPtr()> desktop_now, wire::Signal& moved, Card card
);

}  // namespace maintendue::agent
