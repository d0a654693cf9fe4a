#include "relay/machines/whose_machine.h"

#include "base/log.h"
#include "relay/access/standing.h"

namespace maintendue::relay {
namespace {

constexpr std::string_view kComponent = "relay.fleet";
constexpr int kSessionsBack = 4;

}  // namespace

net::awaitable<Result<MachineRecord>> WhoseMachine::check(
    std::string method, identity::Operator who, MachineId id
) {
  Result<MachineRecord> machine = co_await machines_.machine(id);
  if (!machine) co_return machine;
  const WallTime now = clock_.wall();
  const Result<WallTime> duty = co_await duties_.duty_ends(who.id, now);
  if (!duty) co_return tl::unexpected(duty.error());
  const Result<bool> back = co_await comes_back(std::move(id), who.id);
  if (!back) co_return tl::unexpected(back.error());
  const Looker looker{who, roster_.book().roster(), now < *duty, *back};
  const Result<void> may = check_whose(method, *machine, looker, now);
  if (!may) co_return tl::unexpected(may.error());
  co_return machine;
}

net::awaitable<Result<bool>> WhoseMachine::comes_back(MachineId id, OperatorId who) {
  const Result<SessionPage> newest =
      co_await sessions_.sessions(std::move(id), kSessionsBack, SessionId{});
  if (!newest) co_return tl::unexpected(newest.error());
  co_return is_way_back(newest->sessions, who, clock_.wall());
}

net::awaitable<Result<MachineView>> WhoseMachine::give(
    MachineRecord machine, identity::Operator who, OperatorId from, OperatorId to
) {
  const roster::Book& book = roster_.book();
  if (!to.value.empty() && (!is_mediator_by(to, book.roster()) || book.suspended(to))) {
    co_return fail(Errc::NotAllowed, "given to somebody who is no mediator");
  }
  if (machine.mediator != from) co_return fail(Errc::OutOfDate, "another's by now");
  if (to == from) co_return directory_.view(std::move(machine));
  const Result<void> given = co_await machines_.give(machine.id, from, to);
  if (!given) co_return tl::unexpected(given.error());
  log::event(
      kComponent, log::Level::info, "machine given",
      {{"machine", machine.id.value},
       {"operator", who.id.value},
       {"from", from.value},
       {"to", to.value}}
  );
  co_return co_await told(std::move(machine.id));
}

net::awaitable<Result<MachineView>> WhoseMachine::ask_support(
    MachineRecord machine, identity::Operator who, bool asked
) {
  const WallTime now = clock_.wall();
  const Result<WallTime> duty = co_await duties_.duty_ends(who.id, now);
  if (!duty) co_return tl::unexpected(duty.error());
  const bool hers = machine.mediator == who.id;
  const WallTime until = !asked ? WallTime{} : hers ? now + kSupportAsked : *duty;
  const Result<void> kept = co_await machines_.ask_support(machine.id, machine.mediator, until);
  if (!kept) co_return tl::unexpected(kept.error());
  log::event(
      kComponent, log::Level::info, asked ? "support asked" : "support not asked any more",
      {{"machine", machine.id.value}, {"operator", who.id.value}}
  );
  co_return co_await told(std::move(machine.id));
}

net::awaitable<void> WhoseMachine::opened(
    MachineRecord machine, identity::Operator who, CallKind call
) {
  if (!becomes_hers(machine, {who, roster_.book().roster()}, call)) co_return;
  OperatorId from = machine.mediator;
  const MachineId id = machine.id;
  auto giving = give(std::move(machine), who, std::move(from), who.id);
  const Result<MachineView> given = co_await std::move(giving);
  if (given || given.error().code == Errc::OutOfDate) co_return;
  log::event(
      kComponent, log::Level::warning, "machine not given",
      {{"machine", id.value}, {"error", name(given.error().code)}, {"detail", given.error().detail}}
  );
}

net::awaitable<Result<MachineView>> WhoseMachine::told(MachineId id) {
  Result<MachineRecord> record = co_await machines_.machine(std::move(id));
  if (!record) co_return tl::unexpected(record.error());
  directory_.renew(*record);
  co_return directory_.view(std::move(*record));
}

}  // namespace maintendue::relay
