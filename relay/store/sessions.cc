#include "relay/store/sessions.h"

#include <limits>

namespace maintendue::relay::table {
namespace {

struct Row {
  long long id = 0, opened_ms = 0, ended_ms = 0, viewed_from_ms = 0;
  std::string machine, opened_by, operator_name;
  int call = 0, view = 0, control = 0, widest = 0, reason = 0;

  SessionRecord record() const {
    return {
        .id = {static_cast<std::uint64_t>(id)},
        .machine = {machine},
        .opened_by = {opened_by},
        .operator_name = operator_name,
        .call = static_cast<CallKind>(call),
        .opened = from_unix_ms(opened_ms),
        .ended = from_unix_ms(ended_ms),
        .view = static_cast<Consent>(view),
        .control = static_cast<Consent>(control),
        .widest = static_cast<Scope>(widest),
        .viewed_from = from_unix_ms(viewed_from_ms),
        .reason = static_cast<EndReason>(reason),
    };
  }
};

struct NewsRow {
  std::string said;
  int scope = 0, answer = 0, reason = 0;
};

struct AsRow {
  NewsRow operator()(const Asked& n) const { return {"asked", static_cast<int>(n.scope), 0, 0}; }
  NewsRow operator()(const Answered& n) const {
    return {"answered", static_cast<int>(n.scope), static_cast<int>(n.consent), 0};
  }
  NewsRow operator()(const Allowed& n) const {
    return {"allowed", static_cast<int>(n.scope), 0, 0};
  }
  NewsRow operator()(const Ended& n) const { return {"ended", 0, 0, static_cast<int>(n.reason)}; }
};

}  // namespace

SessionId insert_session(soci::session& database, const SessionRecord& record) {
  const int call = static_cast<int>(record.call);
  const long long opened_ms = to_unix_ms(record.opened);
  database << "INSERT INTO sessions (machine_id, operator_id, operator_name, call_kind, opened_ms) "
              "VALUES (:machine, :operator, :name, :call, :opened)",
      soci::use(record.machine.value), soci::use(record.opened_by.value),
      soci::use(record.operator_name), soci::use(call), soci::use(opened_ms);
  long long id = 0;
  database << "SELECT last_insert_rowid()", soci::into(id);
  return {static_cast<std::uint64_t>(id)};
}

void update_session(soci::session& database, const SessionRecord& record) {
  const long long id = static_cast<long long>(record.id.value);
  const long long ended_ms = to_unix_ms(record.ended);
  const long long viewed_from_ms = to_unix_ms(record.viewed_from);
  const int view = static_cast<int>(record.view), control = static_cast<int>(record.control);
  const int widest = static_cast<int>(record.widest), reason = static_cast<int>(record.reason);
  database
      << "UPDATE sessions SET ended_ms = :ended, view_answer = :view, control_answer = :control,"
         " widest_scope = :widest, viewed_from_ms = :viewed, end_reason = :reason "
         "WHERE session_id = :id",
      soci::use(ended_ms), soci::use(view), soci::use(control), soci::use(widest),
      soci::use(viewed_from_ms), soci::use(reason), soci::use(id);
}

void insert_news(soci::session& database, SessionId session, const News& news, WallTime told) {
  const NewsRow row = std::visit(AsRow{}, news);
  const long long id = static_cast<long long>(session.value);
  const long long told_ms = to_unix_ms(told);
  database << "INSERT INTO session_news (session_id, told_ms, said, scope, answer, end_reason) "
              "VALUES (:session, :told, :said, :scope, :answer, :reason)",
      soci::use(id), soci::use(told_ms), soci::use(row.said), soci::use(row.scope),
      soci::use(row.answer), soci::use(row.reason);
}

std::vector<SessionRecord> sessions_before(
    soci::session& database, const MachineId& machine, SessionId before, int limit
) {
  constexpr auto kNewest = std::numeric_limits<long long>::max();
  const bool from_newest = before.value == 0 || before.value > std::uint64_t{kNewest};
  const long long below = from_newest ? kNewest : static_cast<long long>(before.value);
  Row r;
  soci::statement rows =
      (database.prepare << "SELECT session_id, machine_id, operator_id, operator_name, call_kind,"
                           " opened_ms, ended_ms, view_answer, control_answer, widest_scope,"
                           " viewed_from_ms, end_reason FROM sessions "
                           "WHERE machine_id = :machine AND session_id < :below "
                           "ORDER BY session_id DESC LIMIT :limit",
       soci::use(machine.value), soci::use(below), soci::use(limit), soci::into(r.id),
       soci::into(r.machine), soci::into(r.opened_by), soci::into(r.operator_name),
       soci::into(r.call), soci::into(r.opened_ms), soci::into(r.ended_ms), soci::into(r.view),
       soci::into(r.control), soci::into(r.widest), soci::into(r.viewed_from_ms),
       soci::into(r.reason));
  rows.execute();
  std::vector<SessionRecord> page;
  while (rows.fetch()) page.push_back(r.record());
  return page;
}

std::vector<CallSummary> count_calls(soci::session& database, const MachineId& machine) {
  int kind = 0, opened = 0, seen = 0;
  long long last_ms = 0;
  soci::statement rows =
      (database.prepare << "SELECT call_kind, COUNT(*), SUM(viewed_from_ms <> 0), MAX(opened_ms) "
                           "FROM sessions WHERE machine_id = :machine GROUP BY call_kind",
       soci::use(machine.value), soci::into(kind), soci::into(opened), soci::into(seen),
       soci::into(last_ms));
  rows.execute();
  std::vector<CallSummary> counts;
  while (rows.fetch()) {
    counts.push_back({static_cast<CallKind>(kind), opened, seen, from_unix_ms(last_ms)});
  }
  return counts;
}

std::vector<SessionRecord> left_open(soci::session& database) {
  Row r;
  soci::statement rows =
      (database.prepare << "SELECT session_id, machine_id, operator_id, operator_name, call_kind,"
                           " opened_ms, ended_ms, view_answer, control_answer, widest_scope,"
                           " viewed_from_ms, end_reason FROM sessions "
                           "WHERE end_reason = 0 ORDER BY session_id",
       soci::into(r.id), soci::into(r.machine), soci::into(r.opened_by),
       soci::into(r.operator_name), soci::into(r.call), soci::into(r.opened_ms),
       soci::into(r.ended_ms), soci::into(r.view), soci::into(r.control), soci::into(r.widest),
       soci::into(r.viewed_from_ms), soci::into(r.reason));
  rows.execute();
  std::vector<SessionRecord> open;
  while (rows.fetch()) open.push_back(r.record());
  return open;
}

}  // namespace maintendue::relay::table
