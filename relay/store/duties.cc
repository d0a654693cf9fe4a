#include "relay/store/duties.h"

namespace maintendue::relay::table {
namespace {

// Those that were not over yet at that moment, or began later.
int duties_since(soci::session& database, const OperatorId& who, WallTime when) {
  const long long since_ms = to_unix_ms(when);
  int count = 0;
  database << "SELECT COUNT(*) FROM duties WHERE operator_id = :who AND until_ms > :since",
      soci::use(who.value), soci::use(since_ms), soci::into(count);
  return count;
}

}  // namespace

bool begin_duty(soci::session& database, const Duty& duty) {
  constexpr std::chrono::hours kDay{24};
  if (duties_since(database, duty.who, duty.from - kDay) >= kMostDuties) return false;
  end_duty(database, duty.who, duty.from);
  const long long from_ms = to_unix_ms(duty.from), until_ms = to_unix_ms(duty.until);
  database << "INSERT INTO duties (operator_id, reason, from_ms, until_ms) "
              "VALUES (:who, :reason, :from, :until)",
      soci::use(duty.who.value), soci::use(duty.reason), soci::use(from_ms), soci::use(until_ms);
  return true;
}

void end_duty(soci::session& database, const OperatorId& who, WallTime now) {
  const long long now_ms = to_unix_ms(now);
  database << "UPDATE duties SET until_ms = :now WHERE operator_id = :who AND until_ms > :now",
      soci::use(now_ms, "now"), soci::use(who.value, "who");
}

WallTime duty_ends(soci::session& database, const OperatorId& who, WallTime now) {
  const long long now_ms = to_unix_ms(now);
  long long until_ms = 0;
  database << "SELECT COALESCE(MAX(until_ms), 0) FROM duties WHERE operator_id = :who"
              " AND from_ms <= :now AND until_ms > :now",
      soci::use(who.value, "who"), soci::use(now_ms, "now"), soci::into(until_ms);
  return from_unix_ms(until_ms);
}

}  // namespace maintendue::relay::table
