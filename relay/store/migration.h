// The steps that bring a database from nothing to what this program expects, in their order.
#pragma once

#include <soci/soci.h>

#include <span>
#include <string_view>
#include <vector>

#include "base/clock.h"

namespace maintendue::relay {

struct Migration {
  int number;  // 1, 2, 3, ...
  std::string_view name;
  std::string_view sql;  // statements, each ended by a ';' at the end of a line
};

// Those of store/migrations/, embedded at build time.
std::span<const Migration> migrations();

// Its statements, one by one and without comments.
std::vector<std::string> statements(std::string_view sql);

// Applies what is missing, each step in a transaction of its own, so that a power cut leaves a
// database of some version. Throws std::runtime_error with one sentence when the database is of a
// newer program.
void migrate(soci::session& database, std::span<const Migration> steps, WallTime now);

}  // namespace maintendue::relay
