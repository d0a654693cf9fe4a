#include "relay/gate/duties.h"

#include "base/log.h"

namespace maintendue::relay {

void DutiesGate::serve(wire::RpcServer& server) {
  wire::on_call<v1::BeginDutyRequest, v1::BeginDutyResponse>(
      server, "/maintendue.v1.Duties/BeginDuty",
      [this](wire::Caller caller, v1::BeginDutyRequest request) {
        return begin(std::move(caller), std::move(request));
      }
  );
  wire::on_call<v1::GetDutyRequest, v1::GetDutyResponse>(
      server, "/maintendue.v1.Duties/GetDuty",
      [this](wire::Caller caller, v1::GetDutyRequest) { return get(std::move(caller)); }
  );
  wire::on_call<v1::EndDutyRequest, v1::EndDutyResponse>(
      server, "/maintendue.v1.Duties/EndDuty",
      [this](wire::Caller caller, v1::EndDutyRequest) { return end(std::move(caller)); }
  );
}

net::awaitable<Result<v1::BeginDutyResponse>> DutiesGate::begin(
    wire::Caller caller, v1::BeginDutyRequest request
) {
  const Result<identity::Operator> who = visitors_.operator_of(caller);
  if (!who) co_return tl::unexpected(who.error());
  const bool said =
      v1::DutyReason_IsValid(request.reason()) && request.reason() != v1::DUTY_REASON_UNSPECIFIED;
  if (!said) co_return fail(Errc::BadMessage, "on duty without a reason");
  const WallTime now = clock_.wall();
  const Duty duty{who->id, request.reason(), now, now + kDuty};
  const Result<void> begun = co_await duties_.begin_duty(duty);
  if (!begun) co_return tl::unexpected(begun.error());
  log::event(
      "relay.duties", log::Level::info, "on duty",
      {{"operator", who->id.value}, {"reason", v1::DutyReason_Name(request.reason())}}
  );
  v1::BeginDutyResponse response;
  response.set_for_ms(static_cast<std::uint32_t>(std::chrono::milliseconds(kDuty).count()));
  co_return response;
}

net::awaitable<Result<v1::GetDutyResponse>> DutiesGate::get(wire::Caller caller) {
  const Result<identity::Operator> who = visitors_.operator_of(caller);
  if (!who) co_return tl::unexpected(who.error());
  const WallTime now = clock_.wall();
  const Result<WallTime> until = co_await duties_.duty_ends(who->id, now);
  if (!until) co_return tl::unexpected(until.error());
  v1::GetDutyResponse response;
  if (now < *until)
    response.set_for_ms(static_cast<std::uint32_t>(to_unix_ms(*until) - to_unix_ms(now)));
  co_return response;
}

net::awaitable<Result<v1::EndDutyResponse>> DutiesGate::end(wire::Caller caller) {
  const Result<identity::Operator> who = visitors_.operator_of(caller);
  if (!who) co_return tl::unexpected(who.error());
  const Result<void> ended = co_await duties_.end_duty(who->id, clock_.wall());
  if (!ended) co_return tl::unexpected(ended.error());
  co_return v1::EndDutyResponse{};
}

}  // namespace maintendue::relay
