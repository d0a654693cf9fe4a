// What a console makes of a PC's logs: the relay's lists held against what the PC says and what she
// has kept. Pure functions.
#pragma once

#include "maintendue/local/v1/console.pb.h"
#include "maintendue/v1/sessions.pb.h"
#include "session_log/history.h"

namespace maintendue::console {

// What is known when a PC is met: its own count and what was kept of earlier meetings.
struct Meeting {
  MachineId machine;
  v1::LogStanding standing;
  std::vector<session_log::Kept> kept;  // from before this meeting
};

// What the relay answered of that PC.
struct RelaysWord {
  std::vector<v1::SessionRecord> sessions;
  std::vector<v1::StoredLogs> logs;
};

// Earlier sessions that are not what they should be (session_log.proto says what a PC counts): of
// verdict HIDDEN, CHANGED, COUNT, BROKEN or MACHINE_MISSING. Before the relay is asked, what the PC
// alone contradicts; with its word, what the PC or the console know better.
std::vector<local::v1::LogCheck> contradicted_by_kept(const Meeting& meeting);
std::vector<local::v1::LogCheck> contradicted_by_relay(
    const Meeting& meeting, const RelaysWord& relay, const identity::Trust& trust
);

// A page of the history: these sessions, whether it holds the newest, and whether older ones follow
// after it.
struct HistoryPage {
  MachineId machine;
  std::vector<std::uint64_t> wanted;
  RelaysWord relay;
  std::vector<session_log::Kept> kept;
  std::vector<Bytes> keys;  // that were verified to be this PC's
  bool newest = false;
  bool oldest = false;
  WallTime now{};
};

local::v1::CheckLogsResponse checked(const HistoryPage& page, const identity::Trust& trust);

}  // namespace maintendue::console
