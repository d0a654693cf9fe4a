// How this PC dials its relay, and how it knows that it is the right one.
#pragma once

#include <functional>
#include <memory>

#include "agent/service/state/machine_state.h"
#include "base/address.h"
#include "wire/rpc_channel.h"

namespace maintendue::agent {

enum class Purpose { Link, Tunnel };

// A new line to the relay of that organisation, as that PC, for whom no true clock is earlier than
// the time given.
using DialRelay = std::function<std::unique_ptr<wire::RpcChannel>(
    std::shared_ptr<const MachineState>, identity::Trust, WallTime, Purpose
)>;

// `floor`: no true clock is earlier. A PC whose clock battery died says 1970, and its own clock is
// then the one thing not to believe. Link: a ping every 240 s. Tunnel: every 20 s, and little is
// buffered on the way.
std::unique_ptr<wire::RpcChannel> dial(
    net::any_io_executor main,
    const Address& relay,
    std::shared_ptr<const MachineState> state,
    const identity::Trust& trust,
    std::shared_ptr<const Clock> clock,
    WallTime floor,
    Purpose purpose
);

}  // namespace maintendue::agent
