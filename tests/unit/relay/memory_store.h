// A store without a disk: what was told is in its tables, and it can be made to fail.
#pragma once

#include <map>
#include <vector>

#include "relay/store/store.h"

namespace maintendue::test {

class MemoryStore final : public relay::MachineStore,
                          public relay::SessionStore,
                          public relay::RosterStore {
 public:
  std::map<MachineId, relay::MachineRecord> machine_table;
  std::map<SessionId, relay::SessionRecord> session_table;
  std::vector<relay::News> news;
  Bytes roster;
  int failing_writes = 0;  // this many next writes fail

  net::awaitable<Result<relay::MachineRecord>> seen(relay::MachineRecord machine) override {
    if (fails()) co_return fail(Errc::Internal, "disk");
    const auto [place, added] = machine_table.try_emplace(machine.id, machine);
    if (!added) {
      machine.first_seen = place->second.first_seen;
      machine.signed_record = place->second.signed_record;
    }
    place->second = machine;
    co_return machine;
  }
  net::awaitable<Result<void>> left(MachineId machine, WallTime when) override {
    if (fails()) co_return fail(Errc::Internal, "disk");
    machine_table.at(machine).last_seen = when;
    co_return Result<void>{};
  }
  net::awaitable<Result<relay::MachineRecord>> machine(MachineId id) override {
    const auto place = machine_table.find(id);
    if (place == machine_table.end()) co_return fail(Errc::NotFound);
    co_return place->second;
  }
  net::awaitable<Result<void>> keep_record(MachineId id, Bytes record, WallTime, Bytes) override {
    if (fails()) co_return fail(Errc::Internal, "disk");
    machine_table.at(id).signed_record = std::move(record);
    co_return Result<void>{};
  }
  net::awaitable<Result<void>> give(MachineId id, OperatorId from, OperatorId to) override {
    if (fails()) co_return fail(Errc::Internal, "disk");
    relay::MachineRecord& machine = machine_table.at(id);
    if (machine.mediator != from) co_return fail(Errc::OutOfDate);
    machine.mediator = std::move(to);
    co_return Result<void>{};
  }
  net::awaitable<Result<void>> ask_support(MachineId id, OperatorId mediator, WallTime until)
      override {
    if (fails()) co_return fail(Errc::Internal, "disk");
    if (machine_table.at(id).mediator != mediator) co_return fail(Errc::OutOfDate);
    machine_table.at(id).support_until = until;
    co_return Result<void>{};
  }
  net::awaitable<Result<relay::MachineRecord>> keep_farewell(
      MachineId id, relay::FarewellSaid said, WallTime now
  ) override {
    if (fails()) co_return fail(Errc::Internal, "disk");
    relay::MachineRecord& machine = machine_table.at(id);
    if (said.not_ours != machine.farewell.not_ours) machine.not_ours_heard = now;
    machine.farewell = said;
    co_return machine;
  }
  net::awaitable<Result<std::vector<relay::MachineRecord>>> machines() override {
    std::vector<relay::MachineRecord> all;
    for (const auto& [id, record] : machine_table) all.push_back(record);
    co_return all;
  }

  net::awaitable<Result<SessionId>> open(relay::SessionRecord record) override {
    co_await net::post(
        co_await net::this_coro::executor, net::use_awaitable
    );  // as a disk takes time
    if (fails()) co_return fail(Errc::Internal, "disk");
    record.id = SessionId{session_table.size() + 1};
    session_table[record.id] = record;
    co_return record.id;
  }
  net::awaitable<Result<void>> tell(relay::SessionRecord record, relay::News said, WallTime)
      override {
    if (fails()) co_return fail(Errc::Internal, "disk");
    session_table[record.id] = record;
    news.push_back(said);
    co_return Result<void>{};
  }
  net::awaitable<Result<void>> keep_roster(Bytes kept) override {
    if (fails()) co_return fail(Errc::Internal, "disk");
    roster = std::move(kept);
    co_return Result<void>{};
  }
  net::awaitable<Result<relay::SessionPage>> sessions(MachineId, int, SessionId) override {
    relay::SessionPage page;
    for (const auto& [id, record] : session_table) page.sessions.push_back(record);
    co_return page;
  }
  net::awaitable<Result<std::vector<relay::CallSummary>>> calls(MachineId) override {
    co_return std::vector<relay::CallSummary>{};
  }

 private:
  bool fails() { return failing_writes > 0 && failing_writes-- > 0; }
};

}  // namespace maintendue::test
