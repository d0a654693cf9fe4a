#include "relay/store/migration.h"

#include <sstream>
#include <stdexcept>

namespace maintendue::relay {
namespace {

int version(soci::session& database) {
  database << "CREATE TABLE IF NOT EXISTS schema_steps ("
              "step INTEGER NOT NULL PRIMARY KEY, applied_ms BIGINT NOT NULL)";
  int last = 0;
  database << "SELECT COALESCE(MAX(step), 0) FROM schema_steps", soci::into(last);
  return last;
}

void apply_step(soci::session& database, const Migration& step, WallTime now) {
  const long long applied_ms = to_unix_ms(now);
  database << "BEGIN IMMEDIATE";
  try {
    for (const std::string& statement : statements(step.sql)) database << statement;
    database << "INSERT INTO schema_steps (step, applied_ms) VALUES (:step, :applied)",
        soci::use(step.number), soci::use(applied_ms);
    database << "COMMIT";
  } catch (...) {
    database << "ROLLBACK";
    throw;
  }
}

}  // namespace

std::vector<std::string> statements(std::string_view sql) {
  std::vector<std::string> all;
  std::string current;
  std::istringstream lines{std::string(sql)};
  for (std::string line; std::getline(lines, line);) {
    if (line.empty() || line.starts_with("--")) continue;
    const bool last = line.ends_with(';');
    if (last) line.pop_back();
    current += line + '\n';
    if (last) all.push_back(std::exchange(current, {}));
  }
  if (!current.empty()) throw std::logic_error("a migration ends without ';'");
  return all;
}

void migrate(soci::session& database, std::span<const Migration> steps, WallTime now) {
  const int reached = version(database);
  if (reached > static_cast<int>(steps.size())) {
    throw std::runtime_error(
        "the database was written by a newer version of this program (step " +
        std::to_string(reached) + "; this one knows " + std::to_string(steps.size()) + ")"
    );
  }
  for (const Migration& step : steps) {
    if (step.number > reached) apply_step(database, step, now);
  }
}

}  // namespace maintendue::relay
