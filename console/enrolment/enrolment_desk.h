// Codes for PCs that are in families' homes already, and who is let in by one: this operator's
// orders to the enrolment process, each signed with her key.
#pragma once

#include "base/address.h"
#include "console/keyring/keyring.h"
#include "console/roster/team.h"
#include "maintendue/local/v1/console.pb.h"
#include "roster/enrolment_order.h"

namespace maintendue::console {

// Lives on `main`.
class EnrolmentDesk {
 public:
  // `server`: nothing where this console knows no enrolment process.
  EnrolmentDesk(
      net::any_io_executor main,
      wire::Timeline& timeline,
      Keyring& keyring,
      Team& team,
      std::optional<Address> server
  )
      : main_(std::move(main)),
        timeline_(timeline),
        keyring_(keyring),
        team_(team),
        server_(std::move(server)) {}

  bool offers_codes() const { return server_.has_value(); }
  // As console.proto says of the methods of those names. The code itself never leaves this PC but
  // on the page: the enrolment process gets its hash.
  net::awaitable<Result<local::v1::OfferCodeResponse>> offer_code();
  net::awaitable<Result<local::v1::NewMachines>> list();
  net::awaitable<Result<local::v1::NewMachines>> admit(local::v1::AdmitMachineRequest request);

 private:
  net::awaitable<Result<local::v1::NewMachines>> give(decltype(roster::EnrolmentOrder::what) what);

  const net::any_io_executor main_;
  wire::Timeline& timeline_;             // outlives us
  Keyring& keyring_;                     // outlives us
  Team& team_;                           // outlives us
  const std::optional<Address> server_;  // fixed after construction
};

}  // namespace maintendue::console
