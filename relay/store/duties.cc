#include "relay/store/duties.h"

namespace maintendue::relay::table {

void begin_duty(soci::session& database, const Duty& duty) {
  end_duty(database, duty.who, duty.from);
  const long long from_ms = to_unix_ms(duty.from), until_ms = to_unix_ms(duty.until);
  database << "INSERT INTO duties (operator_id, reason, from_ms, until_ms) "
              "VALUES (:who, :reason, :from, :until)",
      soci::use(duty.who.value), soci::use(duty.reason), soci::use(from_ms), soci::use(until_ms);
}

void end_duty(soci::session& database, const OperatorId& who, WallTime now) {
  const long long now_ms = to_unix_ms(now);
  database << "UPDATE duties SET until_ms = :now WHERE operator_id = :who AND until_ms > :now",
      soci::use(now_ms, "now"), soci::use(who.value, "who");
}

bool on_duty(soci::session& database, const OperatorId& who, WallTime now) {
  const long long now_ms = to_unix_ms(now);
  int found = 0;
  database << "SELECT COUNT(*) FROM duties WHERE operator_id = :who AND from_ms <= :now"
              " AND until_ms > :now",
      soci::use(who.value, "who"), soci::use(now_ms, "now"), soci::into(found);
  return found > 0;
}

}  // namespace maintendue::relay::table
