#include "console/session_log/export.h"

#include <algorithm>

#include "maintendue/v1/fleet.pb.h"

namespace maintendue::console {
namespace {

constexpr std::uint32_t kPage = 200;
constexpr std::size_t kMost = 100'000;  // no PC has had so many: a relay that goes on is no relay

net::awaitable<Result<std::vector<v1::SessionRecord>>> all_sessions(
    AskRelay ask, MachineId machine
) {
  std::vector<v1::SessionRecord> all;
  std::uint64_t before = 0;
  for (;;) {
    Result<ListedSessions> page = co_await list_sessions(ask, machine, kPage, before);
    if (!page) co_return tl::unexpected(page.error());
    for (v1::SessionRecord& record : page->sessions) {
      const bool older = before == 0 || record.session_id() < before;
      if (!older || all.size() == kMost) co_return fail(Errc::BadMessage, "pages without an end");
      before = record.session_id();
      all.push_back(std::move(record));
    }
    if (!page->more || page->sessions.empty()) break;
  }
  std::ranges::reverse(all);
  co_return all;
}

// The record that the relay shows, where there is one: this console may not have met that PC.
net::awaitable<void> hear_record(AskRelay ask, KnownMachines& machines, MachineId machine) {
  v1::GetMachineRequest request;
  request.set_machine_id(machine.value);
  auto asking =
      console::ask<v1::Machine>(ask, "/maintendue.v1.Fleet/GetMachine", std::move(request));
  const Result<v1::Machine> shown = co_await std::move(asking);
  if (shown) machines.hear(machine, shown->signed_record());
}

}  // namespace

net::awaitable<Result<v1::LogExport>> export_of(
    AskRelay ask,
    const SessionLogs& logs,
    KnownMachines& machines,
    const Team& team,
    MachineId machine,
    WallTime now
) {
  Result<std::vector<v1::SessionRecord>> records = co_await all_sessions(ask, machine);
  if (!records) co_return tl::unexpected(records.error());
  std::vector<std::uint64_t> ids;
  for (const v1::SessionRecord& record : *records) ids.push_back(record.session_id());
  Result<std::vector<v1::StoredLogs>> stored = co_await list_logs(ask, std::move(ids));
  if (!stored) co_return tl::unexpected(stored.error());

  v1::LogExport file;
  file.set_machine_id(machine.value);
  file.set_made_ms(to_unix_ms(now));
  for (const v1::SessionRecord& record : *records) {
    v1::ExportedSession& one = *file.add_sessions();
    one.set_end_reason(record.end_reason());
    one.mutable_logs()->set_session_id(record.session_id());
    const auto found = std::ranges::find(*stored, record.session_id(), &v1::StoredLogs::session_id);
    if (found != stored->end()) *one.mutable_logs() = std::move(*found);
  }
  *file.mutable_standing() = logs.standing(machine);
  for (v1::SignedHead& head : logs.heads(machine)) *file.add_kept() = std::move(head);
  co_await hear_record(ask, machines, machine);
  for (Bytes& record : machines.records(machine)) *file.add_machine_records() = std::move(record);
  file.set_roster_news(team.book().news().SerializeAsString());
  co_return file;
}

}  // namespace maintendue::console
