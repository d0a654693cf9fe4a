// A line that was lost and is wanted back at once: what one dials while somebody waits.
#pragma once

#include <chrono>
#include <functional>

#include "wire/rpc_channel.h"
#include "wire/timeline.h"

namespace maintendue::wire {

using Dial = std::function<std::unique_ptr<RpcChannel>()>;

// Opens one more line every half second, without giving up those that are on their way, and gives
// the first that stands. A line dialled while the network is away waits for the kernel to try
// again, up to many seconds after the network is back; one dialled then does not. Each try ends
// after 10 s. Ends by success, or when it is cancelled.
net::awaitable<Result<std::unique_ptr<RpcChannel>>> first_standing(Timeline& timeline, Dial dial);

// One line at a time, for somebody who waits `limit` at most: one that fails is dialled anew half a
// second later, since what a bad line loses is most often lost once. The last failure when none
// stands; at once when the other end is not to be trusted, which no second try changes.
net::awaitable<Result<std::unique_ptr<RpcChannel>>> standing_within(
    Timeline& timeline, std::chrono::milliseconds limit, Dial dial
);

}  // namespace maintendue::wire
