// A PC's sessions and their logs, asked of the relay.
#pragma once

#include "console/relay_client/ask_relay.h"
#include "console/session_log/comparison.h"

namespace maintendue::console {

constexpr std::size_t kMostLogsAtOnce = 20;  // sessions.proto, ListLogs

struct ListedSessions {
  std::vector<v1::SessionRecord> sessions;  // newest first
  bool more = false;
};

// At most `limit` sessions (200) that are older than `before`; 0: the newest.
net::awaitable<Result<ListedSessions>> list_sessions(
    AskRelay ask, MachineId machine, std::uint32_t limit, std::uint64_t before
);
net::awaitable<Result<std::vector<v1::StoredLogs>>> list_logs(
    AskRelay ask, std::vector<std::uint64_t> sessions
);

// What contradicted_by_relay() and checked() want of the relay.
net::awaitable<Result<RelaysWord>> ask_about(AskRelay ask, Meeting meeting);
// Fills in `relay`, `newest` and `oldest`.
net::awaitable<Result<HistoryPage>> ask_about(AskRelay ask, HistoryPage page);

}  // namespace maintendue::console
