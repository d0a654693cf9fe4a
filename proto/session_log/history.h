// All sessions of one PC against each other and against what somebody kept: which logs are there,
// hold and agree, and which of the PC's own numbers nobody has shown.
#pragma once

#include "session_log/checks.h"

namespace maintendue::session_log {

enum class Verdict {
  Agree,
  AgreeCut,        // likewise, but a side was cut off in mid-session
  NeverBegan,      // PC and operator never met
  MachineMissing,  // the PC's log is not there
  ConsoleMissing,
  BothMissing,
  Broken,    // not what was signed: `side`, `flaw`
  Differ,    // the two do not tell the same: `flaw.entry` of the console's
  Changed,   // signed, and another one than whoever checks has kept
  Count,     // its place in the PC's count is taken, or it does not follow the one before
  OtherKey,  // signed by a key that nobody verified to be this PC's
};

struct Finding {
  SessionId session;
  Verdict verdict = Verdict::Agree;
  v1::LogSide side = v1::LOG_SIDE_UNSPECIFIED;
  Flaw flaw{Fault::Missing};
  // Of a PC's log that holds; 0 and empty otherwise.
  std::uint64_t counter = 0;
  Bytes name, previous;
  Bytes key;  // that signed it, as key_name() has it
};

bool is_well(Verdict verdict);

// One session as it was given.
Finding look_at(
    const MachineId& machine,
    const v1::StoredLogs& logs,
    v1::EndReason ended,
    const identity::Trust& trust
);

// A PC's head that was kept, or told by the PC itself.
struct Kept {
  std::uint64_t counter = 0;
  SessionId session;
  Bytes name;  // empty when not known
};

struct History {
  std::vector<Finding> sessions;  // in the order they were given
  // The PC's numbers that none of these sessions can have: sessions that are not shown. `session` 0
  // when nobody knows which.
  std::vector<Kept> hidden;
};

// `findings` of all of a PC's sessions, oldest first, or of those from one on: then `first` is the
// PC's number from which on none may be missing (else 1). Turns to Changed what is not what was
// kept, to Count what is numbered twice or does not follow.
History look_at_all(
    std::vector<Finding> findings, const std::vector<Kept>& kept, std::uint64_t first
);

// `keys`: those that were verified to be this PC's, as key_name() has them. Turns to OtherKey what
// holds and was signed by none of them, whatever else is to be said of it; nothing where no key is
// known.
void hold_against_keys(History& history, const std::vector<Bytes>& keys);

// A whole export. BadMessage when it is none.
Result<History> look_at_export(BytesView file, const identity::Trust& trust);

}  // namespace maintendue::session_log
