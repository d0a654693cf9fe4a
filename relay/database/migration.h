// The steps that bring a database from nothing to what a program expects, in their order.
#pragma once

#include <soci/soci.h>

#include <span>
#include <string_view>
#include <vector>

#include "base/clock.h"

namespace maintendue::database {

// One NNNN_name.sql of a program's own folder, embedded at build time (CMakeLists.txt).
struct Migration {
  int number;  // 1, 2, 3, ...
  std::string_view name;
  std::string_view sql;  // statements, each ended by a ';' at the end of a line
};

// Its statements, one by one and without comments.
std::vector<std::string> statements(std::string_view sql);

// Applies what is missing, each step in a transaction of its own, so that a power cut leaves a
// database of some version. Throws std::runtime_error with one sentence when the database is of a
// newer program, or has tables that no numbered step made.
void migrate(soci::session& database, std::span<const Migration> steps, WallTime now);

}  // namespace maintendue::database
