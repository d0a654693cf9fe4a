// maintendue.v1.Households: what is written about families, which this program can't read.
#pragma once

#include "maintendue/v1/households.pb.h"
#include "relay/access/visitors.h"
#include "relay/roster/roster_shelf.h"
#include "relay/store/store.h"
#include "wire/rpc_server.h"

namespace maintendue::relay {

// Lives on `main`; outlives the server's handlers.
class HouseholdsGate final {
 public:
  // All outlive it.
  HouseholdsGate(
      Visitors& visitors,
      HouseholdStore& store,
      DutyStore& duties,
      const RosterShelf& roster,
      const Clock& clock
  )
      : visitors_(visitors), store_(store), duties_(duties), roster_(roster), clock_(clock) {}

  void serve(wire::RpcServer& server);

 private:
  net::awaitable<Result<v1::ListHouseholdsResponse>> list(
      wire::Caller caller, v1::ListHouseholdsRequest request
  );
  net::awaitable<Result<v1::PutHouseholdResponse>> put(
      wire::Caller caller, v1::PutHouseholdRequest request
  );
  net::awaitable<Result<v1::EraseHouseholdResponse>> erase(
      wire::Caller caller, v1::EraseHouseholdRequest request
  );
  net::awaitable<Result<v1::DataKeys>> get_keys(wire::Caller caller);
  net::awaitable<Result<v1::PutDataKeysResponse>> put_keys(wire::Caller caller, v1::DataKeys keys);

  // The household as it stands, when she may read and write it; NotAllowed otherwise. None when the
  // relay has nothing of it, and takes it for that owner's.
  net::awaitable<Result<std::optional<Household>>> hers_to_change(
      wire::Caller caller,
      identity::Operator who,
      HouseholdId id,
      std::optional<OperatorId> owner_if_new
  );
  Bytes current_key() const { return identity::sha256(roster_.book().roster().data_key); }

  Visitors& visitors_;
  HouseholdStore& store_;
  DutyStore& duties_;
  const RosterShelf& roster_;
  const Clock& clock_;
};

}  // namespace maintendue::relay
