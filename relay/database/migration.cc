#include "relay/database/migration.h"

#include <sstream>
#include <stdexcept>

#include "relay/database/transaction.h"

namespace maintendue::database {
namespace {

// One statement, so that another process that begins the same file is seen before or after.
bool has_tables_of_others(soci::session& database) {
  int tables = 0, ours = 0;
  database << "SELECT COUNT(*), COALESCE(SUM(name = 'schema_steps'), 0) FROM sqlite_master "
              "WHERE type = 'table'",
      soci::into(tables), soci::into(ours);
  return tables > 0 && ours == 0;
}

int reached(soci::session& database) {
  int last = 0;
  database << "SELECT COALESCE(MAX(step), 0) FROM schema_steps", soci::into(last);
  return last;
}

void apply_step(soci::session& database, const Migration& step, WallTime now) {
  const long long applied_ms = to_unix_ms(now);
  Transaction transaction(database);
  if (reached(database) >= step.number) return;  // another process was faster
  for (const std::string& statement : statements(step.sql)) database << statement;
  database << "INSERT INTO schema_steps (step, applied_ms) VALUES (:step, :applied)",
      soci::use(step.number), soci::use(applied_ms);
  transaction.commit();
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
  if (has_tables_of_others(database)) {
    throw std::runtime_error(
        "its tables are not of this version of the program; move the file away to begin a new one"
    );
  }
  database << "CREATE TABLE IF NOT EXISTS schema_steps ("
              "step INTEGER NOT NULL PRIMARY KEY, applied_ms BIGINT NOT NULL)";
  const int last = reached(database);
  if (last > static_cast<int>(steps.size())) {
    throw std::runtime_error(
        "it was written by a newer version of this program (step " + std::to_string(last) +
        "; this one knows " + std::to_string(steps.size()) + ")"
    );
  }
  for (const Migration& step : steps) {
    if (step.number > last) apply_step(database, step, now);
  }
}

}  // namespace maintendue::database
