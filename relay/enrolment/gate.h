// The one service of this process, between the contract's messages and our own words.
#pragma once

#include <functional>
#include <string>

#include "relay/enrolment/ledger.h"
#include "roster/enrolment_order.h"
#include "wire/rpc_server.h"

namespace maintendue::enrolment {

// What a PC asks, and from where.
struct Ask {
  std::string address;
  Bytes token;
  std::string code;  // instead of a token
  std::string hostname;
  Bytes csr;
};

// What the process answers. Nothing from `enrol`: the PC has to wait.
struct Answers {
  std::function<Result<std::optional<Enrolled>>(const Ask&)> enrol;
  std::function<Result<std::vector<Waiting>>(const std::string& address, const v1::SignedOrder&)>
      order;
};

void open_gate(wire::RpcServer& server, Answers answers);

}  // namespace maintendue::enrolment
