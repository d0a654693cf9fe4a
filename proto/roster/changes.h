// What is different between two rosters, for the people who should know.
#pragma once

#include "roster/roster.h"

namespace maintendue::roster {

struct Change {
  enum class Kind { Added, Removed, Roles, NewKey, Renamed, RosterKey, MachineRevoked };

  Kind kind;
  identity::Operator who{};  // as she is now; as she was, when removed; nobody for the last two
  MachineId machine{};       // for MachineRevoked

  friend bool operator==(const Change&, const Change&) = default;
};

// Removed first, then in the order of the roster.
std::vector<Change> changes(const Roster& before, const Roster& after);

}  // namespace maintendue::roster
