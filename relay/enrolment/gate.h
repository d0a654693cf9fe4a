// The one service of this process, between the contract's messages and our own words.
#pragma once

#include <functional>
#include <string>

#include "relay/enrolment/ledger.h"
#include "wire/rpc_server.h"

namespace maintendue::enrolment {

// What a PC asks, and from where. The name it gives itself is left out: nothing here needs it.
struct Ask {
  std::string address;
  Bytes token;
  Bytes csr;
};

void open_gate(wire::RpcServer& server, std::function<Result<Enrolled>(const Ask&)> enrol);

}  // namespace maintendue::enrolment
