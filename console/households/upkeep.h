// What a signed-in mediator's console does for the families' records by itself.
#pragma once

#include "console/households/households.h"
#include "wire/timeline.h"

namespace maintendue::console {

// Whenever the roster changes, and every half hour: hands the data keys on to colleagues who have
// them not, seals anew what is under an old one, and says anew which families were erased; nothing
// for whoever is no mediator. It can be cut off anywhere and goes on from there the next time. Ends
// by cancellation. On `main`; timeline, team and `work` outlive it.
net::awaitable<void> keep_up_households(
    wire::Timeline& timeline,
    Team& team,
    OpenKeys keys,
    AskRelay relay,
    net::thread_pool::executor_type work
);

}  // namespace maintendue::console
