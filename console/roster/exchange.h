// Keeps this console and the relay at the same roster, gives the relay the data keys that wait for
// it in an administrator's folder, and confirms each day that it is the newest this operator knows.
#pragma once

#include "console/relay_client/ask_relay.h"
#include "console/relay_client/relay_client.h"
#include "console/roster/team.h"

namespace maintendue::console {

// Lives on `main`, for as long as somebody is signed in; whoever calls a coroutine of it keeps it
// alive meanwhile.
class Exchange {
 public:
  Exchange(wire::Timeline& timeline, Team& team, RelayClientPtr relay, identity::PrivateKey key);

  // Whenever the line comes up, the relay has something newer, or the day is over. Ends by
  // cancellation.
  net::awaitable<void> run();
  // Once, now. RelayUnreachable, or what the relay says; the team has heard the relay's news then.
  // A relay that knows nobody by what it knows is told what we know first: it may be what names us,
  // or what lets an ended roster go on. Data keys that it does not take wait on, which is logged.
  net::awaitable<Result<void>> once();
  // Hands in what was just signed, and hears it itself once the relay has it. RelayUnreachable,
  // OutOfDate.
  net::awaitable<Result<void>> put(v1::RosterNews news);
  // As this operator, now. It leaves with the next exchange.
  void state_suspension(const OperatorId& whom);
  void state_extension();

 private:
  void confirm();
  template <class What>
  void state(What what);
  net::awaitable<Result<void>> fetch();
  // Whether the relay was last known to have something else than we.
  bool is_behind() const;
  net::awaitable<Result<void>> hand_in();
  net::awaitable<void> hand_in_data_keys();

  wire::Timeline& timeline_;  // outlives us
  Team& team_;                // outlives us
  const RelayClientPtr relay_;
  const AskRelay ask_;  // the relay
  const identity::PrivateKey key_;
  v1::RosterNews relays_;  // what the relay was last known to have
};

}  // namespace maintendue::console
