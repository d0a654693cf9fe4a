// A session's signed logs as the relay keeps them: bytes of two sides that it can't check, and
// can't change unnoticed.
#pragma once

#include <cstddef>
#include <string>
#include <variant>

#include "base/bytes.h"
#include "base/ids.h"

namespace maintendue::relay {

constexpr std::size_t kLongestLog = 48 * 1024;     // session_log.proto
constexpr int kMachineSide = 1, kConsoleSide = 2;  // the contract's numbers, and the table's

struct GivenLog {
  SessionId session;
  std::variant<MachineId, OperatorId> giver;  // the PC, or the operator who opened the session
  Bytes log;
};

struct KeptLogs {
  SessionId session;
  Bytes machine, console;  // empty: nothing was given
};

}  // namespace maintendue::relay
