// How the relay is reached, by whom and whom it is believed.
#pragma once

#include "base/address.h"
#include "base/clock.h"
#include "console/relay_client/relay_client.h"
#include "identity/keys.h"
#include "identity/trust.h"

namespace maintendue::console {

// What counts at this moment: the next root may have come since.
using TrustNow = std::function<const identity::Trust&()>;
// How the relay is reached with a key that was just opened.
using MakeDial = std::function<RelayClient::Dial(const identity::PrivateKey&, TrustNow)>;

// Dials the relay as the operator of that certificate (PEM); believes a relay only by the
// organisation's root, as it is when it is dialled. `clock` outlives whatever is dialled.
MakeDial dial_relay(
    net::any_io_executor main, const Address& relay, std::string certificate, const Clock& clock
);

}  // namespace maintendue::console
