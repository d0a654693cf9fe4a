// How this PC gets its identity, once.
#pragma once

#include <filesystem>
#include <functional>

#include "agent/service/link/relay_line.h"
#include "wire/timeline.h"

namespace maintendue::agent {

struct EnrolOptions {
  std::filesystem::path state;
  std::string root_pem;
  Bytes roster;  // a serialized v1::RosterNews: the oldest roster this PC will ever believe
  Bytes token;   // a serialized SignedToken, as the workshop's file holds it
  Address server;
  std::string code = {};  // instead of the token: identity::read_code()
};

// Makes the key if there is none, asks for a certificate, checks it, saves it; the machine's id.
// NotAllowed when the token does not enrol (any more). Repeating it after a cut asks with the same
// key.
net::awaitable<Result<std::string>> enrol(
    net::any_io_executor main, std::shared_ptr<const Clock> clock, EnrolOptions options
);

// By a code: asks until an operator has admitted this PC, every 5 s, whatever the network does
// meanwhile. `waits` gets the six digits that she sees too, once. NotAllowed when the code is none,
// over, another PC's, or this PC was turned away.
net::awaitable<Result<std::string>> enrol_by_code(
    net::any_io_executor main,
    std::shared_ptr<wire::Timeline> timeline,
    EnrolOptions options,
    std::function<void(const std::string& check_number)> waits
);

}  // namespace maintendue::agent
