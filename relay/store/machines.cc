#include "relay/store/machines.h"

#include "relay/store/base64.h"
#include "relay/store/holders.h"

namespace maintendue::relay::table {
namespace {

struct Row {
  std::string id, hostname, operating_system, agent_version;
  long long first_seen_ms = 0, last_seen_ms = 0;
  std::string signed_record, mediator;
  long long support_until_ms = 0;
  int farewell = 0;
  long long farewell_ms = 0, not_ours_said_ms = 0, not_ours_ms = 0;

  MachineRecord record() const {
    Result<Bytes> signed_bytes = from_base64(signed_record);
    if (!signed_bytes) throw soci::soci_error("machines: " + signed_bytes.error().detail);
    return {
        .id = {id},
        .hostname = hostname,
        .operating_system = operating_system,
        .agent_version = agent_version,
        .first_seen = from_unix_ms(first_seen_ms),
        .last_seen = from_unix_ms(last_seen_ms),
        .signed_record = std::move(*signed_bytes),
        .mediator = {mediator},
        .support_until = from_unix_ms(support_until_ms),
        .farewell =
            {static_cast<Farewell>(farewell), from_unix_ms(farewell_ms),
             from_unix_ms(not_ours_said_ms)},
        .not_ours_heard = from_unix_ms(not_ours_ms),
    };
  }
};

constexpr const char* kSelect =
    "SELECT machine_id, hostname, operating_system, agent_version, first_seen_ms, last_seen_ms, "
    "signed_record, mediator, support_until_ms, farewell, farewell_ms, not_ours_said_ms, "
    "not_ours_ms FROM machines ";

// Whether that mediator looks after that machine.
Given whose(soci::session& database, const MachineId& id, const OperatorId& mediator) {
  const std::optional<MachineRecord> machine = find_machine(database, id);
  if (!machine) return Given::NoMachine;
  return machine->mediator == mediator ? Given::Done : Given::OfAnother;
}

}  // namespace

MachineRecord upsert_machine(soci::session& database, const MachineRecord& machine) {
  const long long first_ms = to_unix_ms(machine.first_seen);
  const long long last_ms = to_unix_ms(machine.last_seen);
  database << "INSERT INTO machines (machine_id, hostname, operating_system, agent_version,"
              " first_seen_ms, last_seen_ms) VALUES (:id, :host, :os, :agent, :first, :last) "
              "ON CONFLICT (machine_id) DO UPDATE SET hostname = excluded.hostname,"
              " operating_system = excluded.operating_system,"
              " agent_version = excluded.agent_version, last_seen_ms = excluded.last_seen_ms",
      soci::use(machine.id.value), soci::use(machine.hostname), soci::use(machine.operating_system),
      soci::use(machine.agent_version), soci::use(first_ms), soci::use(last_ms);
  return find_machine(database, machine.id).value();
}

void set_last_seen(soci::session& database, const MachineId& machine, WallTime when) {
  const long long when_ms = to_unix_ms(when);
  database << "UPDATE machines SET last_seen_ms = :when WHERE machine_id = :id", soci::use(when_ms),
      soci::use(machine.value);
}

std::optional<MachineRecord> find_machine(soci::session& database, const MachineId& id) {
  Row row;
  database << kSelect << "WHERE machine_id = :id", soci::use(id.value), soci::into(row.id),
      soci::into(row.hostname), soci::into(row.operating_system), soci::into(row.agent_version),
      soci::into(row.first_seen_ms), soci::into(row.last_seen_ms), soci::into(row.signed_record),
      soci::into(row.mediator), soci::into(row.support_until_ms), soci::into(row.farewell),
      soci::into(row.farewell_ms), soci::into(row.not_ours_said_ms), soci::into(row.not_ours_ms);
  if (!database.got_data()) return std::nullopt;
  MachineRecord machine = row.record();
  add_holders(database, machine);
  return machine;
}

std::vector<MachineRecord> all_machines(soci::session& database) {
  Row row;
  soci::statement rows =
      (database.prepare << kSelect, soci::into(row.id), soci::into(row.hostname),
       soci::into(row.operating_system), soci::into(row.agent_version),
       soci::into(row.first_seen_ms), soci::into(row.last_seen_ms), soci::into(row.signed_record),
       soci::into(row.mediator), soci::into(row.support_until_ms), soci::into(row.farewell),
       soci::into(row.farewell_ms), soci::into(row.not_ours_said_ms), soci::into(row.not_ours_ms));
  rows.execute();
  std::vector<MachineRecord> all;
  while (rows.fetch()) all.push_back(row.record());
  add_holders(database, all);
  return all;
}

// A PC that has forgotten takes nothing back.
void set_farewell(
    soci::session& database, const MachineId& id, const FarewellSaid& said, WallTime now
) {
  const int farewell = static_cast<int>(said.farewell);
  const long long at_ms = to_unix_ms(said.at), said_ms = to_unix_ms(said.not_ours);
  const long long now_ms = to_unix_ms(now);
  database << "UPDATE machines SET farewell = :farewell, farewell_ms = :at WHERE machine_id = :id",
      soci::use(farewell), soci::use(at_ms), soci::use(id.value);
  if (said_ms == 0) return;
  database << "UPDATE machines SET not_ours_said_ms = :said, not_ours_ms = :now "
              "WHERE machine_id = :id AND not_ours_said_ms <> :said",
      soci::use(said_ms, "said"), soci::use(now_ms, "now"), soci::use(id.value, "id");
}

RecordPut put_record(
    soci::session& database,
    const MachineId& id,
    BytesView signed_record,
    WallTime at,
    BytesView gives_way
) {
  const long long at_ms = to_unix_ms(at);
  const std::string text = to_base64(signed_record);
  long long kept_ms = 0;
  std::string kept;
  database << "SELECT record_ms, signed_record FROM machines WHERE machine_id = :id",
      soci::use(id.value), soci::into(kept_ms), soci::into(kept);
  if (!database.got_data()) return RecordPut::NoMachine;
  if (kept == text) return RecordPut::Done;
  const bool makes_room = !gives_way.empty() && kept == to_base64(gives_way);
  if (kept_ms >= at_ms && !makes_room) return RecordPut::Older;
  database << "UPDATE machines SET signed_record = :record, record_ms = :at WHERE machine_id = :id",
      soci::use(text), soci::use(at_ms), soci::use(id.value);
  return RecordPut::Done;
}

Given give(
    soci::session& database, const MachineId& id, const OperatorId& from, const OperatorId& to
) {
  if (const Given given = whose(database, id, from); given != Given::Done) return given;
  database << "UPDATE machines SET mediator = :to, support_until_ms = 0 WHERE machine_id = :id",
      soci::use(to.value), soci::use(id.value);
  return Given::Done;
}

Given ask_support(
    soci::session& database, const MachineId& id, const OperatorId& mediator, WallTime until
) {
  if (const Given given = whose(database, id, mediator); given != Given::Done) return given;
  const long long until_ms = to_unix_ms(until);
  database << "UPDATE machines SET support_until_ms = :until WHERE machine_id = :id",
      soci::use(until_ms), soci::use(id.value);
  return Given::Done;
}

}  // namespace maintendue::relay::table
