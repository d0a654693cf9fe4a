#include "relay/enrolment/gate.h"

#include "maintendue/v1/enrolment.pb.h"

namespace maintendue::enrolment {
namespace {

using Enrol = std::function<Result<Enrolled>(const Ask&)>;

net::awaitable<Result<v1::EnrolResponse>> answer(
    Enrol enrol, wire::Caller caller, v1::EnrolRequest request
) {
  const Ask ask{caller.address, request.token(), request.csr()};
  const Result<Enrolled> enrolled = enrol(ask);
  if (!enrolled) co_return tl::unexpected(enrolled.error());
  v1::EnrolResponse response;
  response.set_machine_id(enrolled->machine.value);
  response.set_certificate_chain(enrolled->certificate_chain);
  co_return response;
}

}  // namespace

void open_gate(wire::RpcServer& server, Enrol enrol) {
  wire::on_call<v1::EnrolRequest, v1::EnrolResponse>(
      server, "/maintendue.v1.Enrolment/Enrol",
      [enrol = std::move(enrol)](wire::Caller caller, v1::EnrolRequest request) {
        return answer(enrol, std::move(caller), std::move(request));
      }
  );
}

}  // namespace maintendue::enrolment
