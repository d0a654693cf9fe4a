// maintendue.v1.Duties: who stands in for her colleagues, and why.
#pragma once

#include "maintendue/v1/duties.pb.h"
#include "relay/access/visitors.h"
#include "relay/store/store.h"
#include "wire/rpc_server.h"

namespace maintendue::relay {

// Lives on `main`; outlives the server's handlers.
class DutiesGate final {
 public:
  // All outlive it.
  DutiesGate(Visitors& visitors, DutyStore& duties, const Clock& clock)
      : visitors_(visitors), duties_(duties), clock_(clock) {}

  void serve(wire::RpcServer& server);

 private:
  net::awaitable<Result<v1::BeginDutyResponse>> begin(
      wire::Caller caller, v1::BeginDutyRequest request
  );
  net::awaitable<Result<v1::GetDutyResponse>> get(wire::Caller caller);
  net::awaitable<Result<v1::EndDutyResponse>> end(wire::Caller caller);

  Visitors& visitors_;
  DutyStore& duties_;
  const Clock& clock_;
};

}  // namespace maintendue::relay
