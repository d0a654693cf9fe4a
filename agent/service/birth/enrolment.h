// How this PC gets its identity, once.
#pragma once

#include <filesystem>

#include "agent/service/link/relay_line.h"
#include "wire/timeline.h"

namespace maintendue::agent {

struct EnrolOptions {
  std::filesystem::path state;
  std::string root_pem;
  Bytes roster;  // a serialized v1::RosterNews: the oldest roster this PC will ever believe
  Bytes token;   // a serialized SignedToken, as the workshop's file holds it
  Address server;
};

// Makes the key if there is none, asks for a certificate, checks it, saves it; the machine's id.
// NotAllowed when the token does not enrol (any more). Repeating it after a cut asks with the same
// key.
net::awaitable<Result<std::string>> enrol(
    net::any_io_executor main, std::shared_ptr<const Clock> clock, EnrolOptions options
);

}  // namespace maintendue::agent
