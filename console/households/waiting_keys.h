// Data keys that a change of the roster has sealed and the relay has not taken yet: a file in the
// administrator's folder, of which she can open nothing.
#pragma once

#include <filesystem>

#include "console/session_log/relay_history.h"
#include "maintendue/v1/households.pb.h"

namespace maintendue::console {

constexpr auto kWaitingKeys = "data_keys.waiting";

// In place of those that waited. Nothing when there are none. Internal when the disk says no.
Result<void> keep_waiting_keys(const std::filesystem::path& home, const v1::DataKeys& keys);
v1::DataKeys waiting_keys(const std::filesystem::path& home);
void forget_waiting_keys(const std::filesystem::path& home);

// Gives the relay what waits, and forgets it; done when nothing waits. RelayUnreachable, or what
// the relay says.
net::awaitable<Result<void>> hand_in_waiting_keys(std::filesystem::path home, AskRelay relay);

}  // namespace maintendue::console
