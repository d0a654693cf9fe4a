#include "relay/enrolment/gate.h"

#include "identity/enrolment_code.h"
#include "maintendue/v1/enrolment.pb.h"
#include "relay/server/safe_text.h"

namespace maintendue::enrolment {
namespace {

net::awaitable<Result<v1::EnrolResponse>> answer(
    std::function<Result<std::optional<Enrolled>>(const Ask&)> enrol,
    wire::Caller caller,
    v1::EnrolRequest request
) {
  const Ask ask{
      caller.address, request.token(), request.enrolment_code(),
      relay::safe_text(request.hostname()), request.csr()
  };
  const Result<std::optional<Enrolled>> enrolled = enrol(ask);
  if (!enrolled) co_return tl::unexpected(enrolled.error());
  v1::EnrolResponse response;
  response.set_waiting(!enrolled->has_value());
  if (enrolled->has_value()) {
    response.set_machine_id((*enrolled)->machine.value);
    response.set_certificate_chain((*enrolled)->certificate_chain);
  }
  co_return response;
}

net::awaitable<Result<v1::OrderAnswer>> answer_order(
    decltype(Answers::order) order, wire::Caller caller, v1::SignedOrder request
) {
  const Result<std::vector<Waiting>> waiting = order(caller.address, request);
  if (!waiting) co_return tl::unexpected(waiting.error());
  v1::OrderAnswer response;
  for (const Waiting& pc : *waiting) {
    v1::WaitingMachine& one = *response.add_waiting();
    one.set_key_hash(identity::sha256(pc.public_key));
    one.set_hostname(pc.hostname);
    one.set_since_ms(to_unix_ms(pc.since));
    one.set_check_number(identity::check_number(pc.public_key));
  }
  co_return response;
}

}  // namespace

void open_gate(wire::RpcServer& server, Answers answers) {
  wire::on_call<v1::EnrolRequest, v1::EnrolResponse>(
      server, "/maintendue.v1.Enrolment/Enrol",
      [enrol = std::move(answers.enrol)](wire::Caller caller, v1::EnrolRequest request) {
        return answer(enrol, std::move(caller), std::move(request));
      }
  );
  wire::on_call<v1::SignedOrder, v1::OrderAnswer>(
      server, "/maintendue.v1.Enrolment/GiveOrder",
      [order = std::move(answers.order)](wire::Caller caller, v1::SignedOrder request) {
        return answer_order(order, std::move(caller), std::move(request));
      }
  );
}

}  // namespace maintendue::enrolment
