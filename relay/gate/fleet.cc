#include "relay/gate/fleet.h"

#include <algorithm>
#include <tuple>

#include "base/log.h"
#include "machine_record/machine_record.h"
#include "relay/gate/words.h"

namespace maintendue::relay {
namespace {

bool listed_before(const MachineView& a, const MachineView& b) {
  return std::tie(b.online, a.record.hostname, a.record.id) <
         std::tie(a.online, b.record.hostname, b.record.id);
}

}  // namespace

void FleetGate::serve(wire::RpcServer& server) {
  wire::on_call<v1::ListMachinesRequest, v1::ListMachinesResponse>(
      server, "/maintendue.v1.Fleet/ListMachines",
      [this](wire::Caller, v1::ListMachinesRequest) { return list(); }
  );
  wire::on_call<v1::GetMachineRequest, v1::Machine>(
      server, "/maintendue.v1.Fleet/GetMachine",
      [this](wire::Caller, v1::GetMachineRequest request) { return get(std::move(request)); }
  );
  wire::on_call<v1::RepairMachineRequest, v1::Machine>(
      server, "/maintendue.v1.Fleet/RepairMachine",
      [this](wire::Caller caller, v1::RepairMachineRequest request) {
        return repair(std::move(caller), std::move(request));
      }
  );
  wire::on_call<v1::GiveMachineRequest, v1::Machine>(
      server, "/maintendue.v1.Fleet/GiveMachine",
      [this](wire::Caller caller, v1::GiveMachineRequest request) {
        return give(std::move(caller), std::move(request));
      }
  );
  wire::on_call<v1::AskSupportRequest, v1::Machine>(
      server, "/maintendue.v1.Fleet/AskSupport",
      [this](wire::Caller caller, v1::AskSupportRequest request) {
        return ask_support(std::move(caller), std::move(request));
      }
  );
  wire::on_call<v1::PutMachineRecordRequest, v1::PutMachineRecordResponse>(
      server, "/maintendue.v1.Fleet/PutMachineRecord",
      [this](wire::Caller, v1::PutMachineRecordRequest request) {
        return put_record(std::move(*request.mutable_signed_record()));
      }
  );
}

net::awaitable<Result<v1::ListMachinesResponse>> FleetGate::list() {
  Result<std::vector<MachineRecord>> records = co_await machines_.machines();
  if (!records) co_return tl::unexpected(records.error());
  std::vector<MachineView> views;
  for (MachineRecord& record : *records) views.push_back(directory_.view(std::move(record)));
  std::ranges::sort(views, listed_before);
  v1::ListMachinesResponse response;
  for (const MachineView& view : views) *response.add_machines() = message_of(view);
  co_return response;
}

net::awaitable<Result<v1::Machine>> FleetGate::get(v1::GetMachineRequest request) {
  const MachineId id{std::move(*request.mutable_machine_id())};
  Result<MachineRecord> record = co_await machines_.machine(id);
  if (!record) co_return tl::unexpected(record.error());
  co_return message_of(directory_.view(std::move(*record)));
}

net::awaitable<Result<v1::Machine>> FleetGate::repair(
    wire::Caller caller, v1::RepairMachineRequest request
) {
  const Result<identity::Operator> who = visitors_.operator_of(caller);
  if (!who) co_return tl::unexpected(who.error());
  const Result<RepairKind> kind = repair_kind_of(request.kind());
  if (!kind) co_return tl::unexpected(kind.error());
  const MachineId id{std::move(*request.mutable_machine_id())};
  const int holder = static_cast<int>(request.holder());
  const Repair repair{*kind, holder, who->id, who->name, clock_.wall()};
  const Result<void> said = co_await holders_.repair(id, repair);
  if (!said) co_return tl::unexpected(said.error());
  log::event(
      "relay.fleet", log::Level::info, "machine repaired",
      {{"machine", id.value}, {"operator", who->id.value}, {"holder", holder}}
  );
  Result<MachineRecord> record = co_await machines_.machine(id);
  if (!record) co_return tl::unexpected(record.error());
  directory_.renew(*record);
  const bool is_it = holder == directory_.holder_here(id);
  const auto link = directory_.link(id);
  if (link && is_it == (*kind == RepairKind::OtherPc)) link->end(Errc::MachineRevoked);
  co_return message_of(directory_.view(std::move(*record)));
}

net::awaitable<Result<v1::Machine>> FleetGate::give(
    wire::Caller caller, v1::GiveMachineRequest request
) {
  const Result<identity::Operator> who = visitors_.operator_of(caller);
  if (!who) co_return tl::unexpected(who.error());
  MachineId id{std::move(*request.mutable_machine_id())};
  Result<MachineRecord> machine = co_await whose_.check(caller.method, *who, std::move(id));
  if (!machine) co_return tl::unexpected(machine.error());
  OperatorId from{std::move(*request.mutable_from_operator_id())};
  OperatorId to{std::move(*request.mutable_mediator_operator_id())};
  auto giving = whose_.give(std::move(*machine), *who, std::move(from), std::move(to));
  const Result<MachineView> given = co_await std::move(giving);
  if (!given) co_return tl::unexpected(given.error());
  co_return message_of(*given);
}

net::awaitable<Result<v1::Machine>> FleetGate::ask_support(
    wire::Caller caller, v1::AskSupportRequest request
) {
  const Result<identity::Operator> who = visitors_.operator_of(caller);
  if (!who) co_return tl::unexpected(who.error());
  MachineId id{std::move(*request.mutable_machine_id())};
  Result<MachineRecord> machine = co_await whose_.check(caller.method, *who, std::move(id));
  if (!machine) co_return tl::unexpected(machine.error());
  const Result<MachineView> asked =
      co_await whose_.ask_support(std::move(*machine), *who, request.asked());
  if (!asked) co_return tl::unexpected(asked.error());
  co_return message_of(*asked);
}

net::awaitable<Result<v1::PutMachineRecordResponse>> FleetGate::put_record(Bytes signed_record) {
  const Result<machine_record::Record> checked =
      machine_record::check(signed_record, roster_.book(), clock_.wall());
  if (!checked) co_return tl::unexpected(checked.error());
  const MachineId& id = checked->machine;
  const Result<MachineRecord> before = co_await machines_.machine(id);
  if (!before) co_return tl::unexpected(before.error());
  // What counts no more keeps nobody's out by its date.
  Bytes gives_way = before->signed_record;
  if (machine_record::check(gives_way, roster_.book(), clock_.wall())) gives_way.clear();
  const Result<void> kept =
      co_await machines_.keep_record(id, signed_record, checked->at, std::move(gives_way));
  if (!kept) co_return tl::unexpected(kept.error());
  const Result<MachineRecord> record = co_await machines_.machine(id);
  if (!record) co_return tl::unexpected(record.error());
  directory_.renew(*record);
  co_return v1::PutMachineRecordResponse{};
}

}  // namespace maintendue::relay
