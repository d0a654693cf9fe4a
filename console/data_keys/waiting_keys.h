// Data keys that a change of the roster has sealed and the relay has not shown yet: a file in the
// administrator's folder, of which she can open nothing.
#pragma once

#include <filesystem>

#include "console/relay_client/ask_relay.h"
#include "maintendue/v1/households.pb.h"

namespace maintendue::console {

constexpr auto kWaitingKeys = "data_keys.waiting";

// Beside those that wait for `before`, the public half of the data key that the roster had: the
// change may yet be refused, and those of any other are no roster's. In their place when both are
// more than a file of ours holds. Nothing when there are none.
// Internal when the disk says no.
Result<void> keep_waiting_keys(
    const std::filesystem::path& home, BytesView before, const v1::DataKeys& keys
);
v1::DataKeys waiting_keys(const std::filesystem::path& home);

// Gives the relay what waits for this data key, by its public half: that of the roster which the
// relay has, since it passes the others over. Forgotten is what it shows afterwards, unless the
// folder was given more meanwhile; to an administrator who is no mediator it shows none, and its
// answer has to do. Nothing happens when nothing waits. RelayUnreachable, or what the relay says.
net::awaitable<Result<void>> hand_in_waiting_keys(
    std::filesystem::path home, Bytes data_key, AskRelay relay
);

// Data keys, as many at a time as the relay takes. RelayUnreachable, or what the relay says.
net::awaitable<Result<void>> put_data_keys(v1::DataKeys keys, AskRelay relay);

}  // namespace maintendue::console
