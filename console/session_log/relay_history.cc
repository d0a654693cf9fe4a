#include "console/session_log/relay_history.h"

#include <algorithm>

namespace maintendue::console {
namespace {

constexpr std::uint32_t kLongestPage = 200;  // sessions.proto, ListSessions

}  // namespace

net::awaitable<Result<ListedSessions>> list_sessions(
    AskRelay ask, MachineId machine, std::uint32_t limit, std::uint64_t before
) {
  v1::ListSessionsRequest request;
  request.set_machine_id(machine.value);
  request.set_limit(limit);
  request.set_before_session_id(before);
  auto asking = console::ask<v1::ListSessionsResponse>(
      ask, "/maintendue.v1.Sessions/ListSessions", std::move(request)
  );
  Result<v1::ListSessionsResponse> page = co_await std::move(asking);
  if (!page) co_return tl::unexpected(page.error());
  ListedSessions listed{{}, page->more()};
  for (v1::SessionRecord& record : *page->mutable_sessions()) {
    // Only of that machine: a relay that mixes two up must not mix up their verdicts.
    if (record.machine_id() == machine.value) listed.sessions.push_back(std::move(record));
  }
  co_return listed;
}

net::awaitable<Result<std::vector<v1::StoredLogs>>> list_logs(
    AskRelay ask, std::vector<std::uint64_t> sessions
) {
  std::vector<v1::StoredLogs> all;
  for (std::size_t at = 0; at < sessions.size(); at += kMostLogsAtOnce) {
    v1::ListLogsRequest request;
    for (std::size_t i = at; i < std::min(at + kMostLogsAtOnce, sessions.size()); ++i) {
      request.add_session_ids(sessions[i]);
    }
    auto asking = console::ask<v1::ListLogsResponse>(
        ask, "/maintendue.v1.Sessions/ListLogs", std::move(request)
    );
    Result<v1::ListLogsResponse> part = co_await std::move(asking);
    if (!part) co_return tl::unexpected(part.error());
    for (v1::StoredLogs& logs : *part->mutable_logs()) all.push_back(std::move(logs));
  }
  co_return all;
}

net::awaitable<Result<RelaysWord>> ask_about(AskRelay ask, Meeting meeting) {
  Result<ListedSessions> listed = co_await list_sessions(ask, meeting.machine, kLongestPage, 0);
  if (!listed) co_return tl::unexpected(listed.error());
  std::vector<std::uint64_t> told;
  for (const v1::LogKeptSession& one : meeting.standing.before()) told.push_back(one.session_id());
  Result<std::vector<v1::StoredLogs>> logs = co_await list_logs(ask, std::move(told));
  if (!logs) co_return tl::unexpected(logs.error());
  co_return RelaysWord{std::move(listed->sessions), std::move(*logs)};
}

net::awaitable<Result<HistoryPage>> ask_about(AskRelay ask, HistoryPage page) {
  const std::uint64_t last = std::ranges::max(page.wanted);
  const auto most = static_cast<std::uint32_t>(page.wanted.size());
  Result<ListedSessions> newest = co_await list_sessions(ask, page.machine, 1, 0);
  if (!newest) co_return tl::unexpected(newest.error());
  Result<ListedSessions> listed = co_await list_sessions(ask, page.machine, most, last + 1);
  if (!listed) co_return tl::unexpected(listed.error());
  Result<std::vector<v1::StoredLogs>> logs = co_await list_logs(ask, page.wanted);
  if (!logs) co_return tl::unexpected(logs.error());
  page.newest = newest->sessions.empty() || newest->sessions.front().session_id() <= last;
  page.oldest = !listed->more;
  page.relay = {std::move(listed->sessions), std::move(*logs)};
  co_return page;
}

}  // namespace maintendue::console
