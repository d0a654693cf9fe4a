// What is different between two rosters, for the people who should know.
#pragma once

#include "roster/roster.h"

namespace maintendue::roster {

struct Change {
  enum class Kind {
    Added,
    Removed,
    Roles,
    NewKey,
    Renamed,
    RosterKey,
    Root,  // and, with it, the roster key
    MachineRevoked,
    Deputy,
    Phone,
    Hours,
    Photo,
    EncryptionKey,  // she has another one, and the key of before
    DataKey,
    RecoveryKey,
    Authorities  // under the same roster key: no replacing of one
  };

  Kind kind;
  // As she is now; as she was, when removed. Nobody for RosterKey, Root,
  // MachineRevoked, Phone, Hours, DataKey, RecoveryKey and Authorities, and for Deputy when there
  // is none any more.
  identity::Operator who{};
  MachineId machine{};  // for MachineRevoked

  friend bool operator==(const Change&, const Change&) = default;
};

// All that differs but edition and dates. Removed first, then in the order of the roster.
std::vector<Change> changes(const Roster& before, const Roster& after);

}  // namespace maintendue::roster
