#include "relay/store/session_logs.h"

#include "relay/store/base64.h"

namespace maintendue::relay::table {
namespace {

bool is_givers_own(soci::session& database, const GivenLog& given) {
  const long long id = static_cast<long long>(given.session.value);
  int found = 0;
  if (const auto* machine = std::get_if<MachineId>(&given.giver)) {
    database << "SELECT COUNT(*) FROM sessions WHERE session_id = :id AND machine_id = :machine",
        soci::use(id), soci::use(machine->value), soci::into(found);
  } else {
    const std::string& who = std::get<OperatorId>(given.giver).value;
    database << "SELECT COUNT(*) FROM sessions WHERE session_id = :id AND operator_id = :who",
        soci::use(id), soci::use(who), soci::into(found);
  }
  return found == 1;
}

Bytes bytes_of(const std::string& text) {
  Result<Bytes> bytes = from_base64(text);
  if (!bytes) throw soci::soci_error("session_logs: " + bytes.error().detail);
  return std::move(*bytes);
}

}  // namespace

bool insert_log(soci::session& database, const GivenLog& given) {
  if (!is_givers_own(database, given)) return false;
  const long long id = static_cast<long long>(given.session.value);
  const int side = std::holds_alternative<MachineId>(given.giver) ? kMachineSide : kConsoleSide;
  const std::string text = to_base64(given.log);
  database << "INSERT INTO session_logs (session_id, side, log) VALUES (:id, :side, :log) "
              "ON CONFLICT (session_id, side) DO NOTHING",
      soci::use(id), soci::use(side), soci::use(text);
  return true;
}

std::vector<KeptLogs> find_logs(soci::session& database, const std::vector<SessionId>& sessions) {
  std::vector<KeptLogs> all;
  for (const SessionId session : sessions) {
    const long long id = static_cast<long long>(session.value);
    int known = 0;
    database << "SELECT COUNT(*) FROM sessions WHERE session_id = :id", soci::use(id),
        soci::into(known);
    if (known == 0) continue;
    KeptLogs logs{session, {}, {}};
    int side = 0;
    std::string text;
    soci::statement rows =
        (database.prepare << "SELECT side, log FROM session_logs WHERE session_id = :id",
         soci::use(id), soci::into(side), soci::into(text));
    rows.execute();
    while (rows.fetch()) (side == kMachineSide ? logs.machine : logs.console) = bytes_of(text);
    all.push_back(std::move(logs));
  }
  return all;
}

}  // namespace maintendue::relay::table
