// A PC that was made from an image gets its identity by itself, however long that takes.
#pragma once

#include <functional>

#include "agent/service/state/prepared.h"
#include "wire/signal.h"
#include "wire/timeline.h"

namespace maintendue::agent {

// One try, to its end: the machine's id.
using Enrolling = std::function<net::awaitable<Result<std::string>>()>;

// Until it has worked: at once, then ever less often, up to every 5 min; a token that the server
// does not take is shown once an hour. `network_changed` shortens the wait. What is in the way
// stands in the log as one sentence, once. `token_ends`: as the image's token says of itself.
net::awaitable<std::string> until_enrolled(
    wire::Timeline& timeline,
    wire::Signal& network_changed,
    Enrolling enrolling,
    WallTime token_ends
);

// The same, of this folder, by the network of this PC. The token is gone afterwards.
net::awaitable<void> enrol_at_first_boot(
    net::any_io_executor main,
    std::shared_ptr<wire::Timeline> timeline,
    std::filesystem::path folder,
    Prepared prepared
);

}  // namespace maintendue::agent
