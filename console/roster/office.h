// What the pages ask about the roster, and what an administrator changes through them.
#pragma once

#include "console/keyring/keyring.h"
#include "console/relay_client/ask_relay.h"
#include "console/roster/authority.h"
#include "console/roster/exchange.h"
#include "maintendue/local/v1/console.pb.h"

namespace maintendue::console {

// Lives on `main`.
class Office {
 public:
  // Null while nobody is signed in.
  using SignedIn = std::function<std::shared_ptr<Exchange>()>;

  Office(wire::Timeline& timeline, Keyring& keyring, Team& team, SignedIn exchange, AskRelay relay)
      : timeline_(timeline),
        keyring_(keyring),
        team_(team),
        exchange_(std::move(exchange)),
        relay_(std::move(relay)) {}

  // As console.proto says of the methods of those names.
  net::awaitable<Result<local::v1::RosterView>> get();
  net::awaitable<Result<local::v1::RosterView>> mark_read(local::v1::MarkRosterReadRequest request);
  net::awaitable<Result<local::v1::ChangeRosterResponse>> change(
      local::v1::ChangeRosterRequest request
  );
  net::awaitable<Result<local::v1::RosterView>> suspend(local::v1::SuspendOperatorRequest request);
  net::awaitable<Result<local::v1::RosterView>> extend();

 private:
  net::awaitable<Result<Authority>> open_authority(std::string passphrase);
  local::v1::RosterView view() const;

  wire::Timeline& timeline_;  // outlives us
  Keyring& keyring_;          // outlives us
  Team& team_;                // outlives us
  const SignedIn exchange_;   // fixed after construction
  const AskRelay relay_;      // fixed after construction
};

}  // namespace maintendue::console
