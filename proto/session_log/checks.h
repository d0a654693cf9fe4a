// Whether a log is the one that was signed, and whether two logs of a session tell the same. Pure
// functions; a refusal names the first entry that is wrong.
#pragma once

#include "session_log/head.h"

namespace maintendue::session_log {

enum class Fault {
  Unreadable,  // not a log within the limits
  Unsigned,    // nobody of ours who may have signed it did
  Foreign,     // of another session or machine than it was given for
  Missing,     // an entry that was signed is not there
  Changed,     // an entry is not the one that was signed
  Added,       // an entry that was never signed
  Unlikely,    // signed so, and yet no log that a program of ours writes
};

struct Flaw {
  Fault fault;
  std::uint32_t entry = 0;  // from 1; 0: the head, or the log as a whole

  friend bool operator==(const Flaw&, const Flaw&) = default;
};

struct CheckedLog {
  v1::LogHead head;
  Bytes name;  // name_of() its head
  Bytes key;   // signing_key() of its head
  std::vector<v1::LogEvent> events;
};

// `log` is a serialized SessionLog that was given as this side's of this session.
tl::expected<CheckedLog, Flaw> check_log(
    BytesView log,
    v1::LogSide side,
    const MachineId& machine,
    SessionId session,
    const identity::Trust& trust
);

// Nothing when the console's log is what an operator's console may have written in the PC's
// session: of the same machine, operator and count, and all the PC told her stands in the PC's own
// log, in that order. A cut line lets her hear less than there is, never more. Else the number of
// the console's first entry that differs; 0: the heads do.
std::optional<std::uint32_t> difference(const CheckedLog& machine, const CheckedLog& console);

}  // namespace maintendue::session_log
