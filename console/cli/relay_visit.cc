#include "console/cli/relay_visit.h"

#include "console/relay_client/dial.h"
#include "maintendue/v1/fleet.pb.h"
#include "maintendue/v1/operators.pb.h"
#include "wire/play.h"

namespace maintendue::cli {
namespace {

using namespace std::chrono_literals;

net::awaitable<void> go(
    console::RelayClient::Dial dial,
    const RelayVisit::Errand& errand,
    std::chrono::milliseconds patience,
    Result<void>& outcome
) {
  const std::shared_ptr<wire::RpcChannel> channel = dial(console::Purpose::Calls);
  outcome = co_await channel->connect(15s);
  if (!outcome) co_return;
  console::AskRelay ask = [channel, patience](std::string method, Bytes request) {
    return channel->call(std::move(method), std::move(request), patience);
  };
  outcome = co_await errand(std::move(ask));
}

}  // namespace

Result<v1::RosterNews> RelayVisit::roster() const {
  return fetch<v1::RosterNews>([](console::AskRelay ask) {
    return console::ask<v1::RosterNews>(
        std::move(ask), "/maintendue.v1.Operators/GetRoster", v1::GetRosterRequest()
    );
  });
}

Result<void> RelayVisit::hand_in(const v1::RosterNews& news) const {
  const auto taken = fetch<v1::PutRosterResponse>([&](console::AskRelay ask) {
    return console::ask<v1::PutRosterResponse>(
        std::move(ask), "/maintendue.v1.Operators/PutRoster", news
    );
  });
  if (!taken) return tl::unexpected(taken.error());
  return {};
}

Result<std::string> RelayVisit::hostname(const MachineId& machine) const {
  v1::GetMachineRequest request;
  request.set_machine_id(machine.value);
  Result<v1::Machine> there = fetch<v1::Machine>([&](console::AskRelay ask) {
    return console::ask<v1::Machine>(std::move(ask), "/maintendue.v1.Fleet/GetMachine", request);
  });
  if (!there) return tl::unexpected(there.error());
  return std::move(*there->mutable_hostname());
}

Result<void> RelayVisit::put_record(Bytes signed_record) const {
  v1::PutMachineRecordRequest request;
  request.set_signed_record(std::move(signed_record));
  const auto taken = fetch<v1::PutMachineRecordResponse>([&](console::AskRelay ask) {
    return console::ask<v1::PutMachineRecordResponse>(
        std::move(ask), "/maintendue.v1.Fleet/PutMachineRecord", request
    );
  });
  if (!taken) return tl::unexpected(taken.error());
  return {};
}

Result<void> RelayVisit::run(const Errand& errand, std::chrono::milliseconds patience) const {
  net::io_context main;
  const wire::SystemTimeline clock(main.get_executor());
  const auto make_dial = console::dial_relay(main.get_executor(), relay_, home_.certificate, clock);
  auto dial = make_dial(key_, [this]() -> const identity::Trust& { return home_.trust(); });
  Result<void> outcome = fail(Errc::Internal);
  wire::play(main, go(std::move(dial), errand, patience, outcome));
  return outcome;
}

}  // namespace maintendue::cli
