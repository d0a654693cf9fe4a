#include "relay/store/holders.h"

#include <algorithm>

#include "relay/store/base64.h"

namespace maintendue::relay::table {
namespace {

Bytes bytes_of(const std::string& text) {
  Result<Bytes> bytes = from_base64(text);
  if (!bytes) throw soci::soci_error("holders: " + bytes.error().detail);
  return std::move(*bytes);
}

struct HolderRow {
  std::string machine, step, next, board, disk, network, hostname;
  int number = 0, standing = 0;
  long long first_ms = 0, last_ms = 0;

  Holder holder() const {
    return {
        .number = number,
        .standing = static_cast<Holder::Standing>(standing),
        .step = bytes_of(step),
        .next = bytes_of(next),
        .parts = {bytes_of(board), bytes_of(disk), bytes_of(network)},
        .hostname = hostname,
        .first_seen = from_unix_ms(first_ms),
        .last_seen = from_unix_ms(last_ms),
    };
  }
};

// `one` gets each row of the table for which `where` holds.
template <class One>
void read_holders(
    soci::session& database, const std::string& where, const std::string& machine, One one
) {
  HolderRow row;
  soci::statement rows =
      (database.prepare << "SELECT machine_id, holder, standing, step, next_step, board, disk,"
                           " network, hostname, first_seen_ms, last_seen_ms FROM holders WHERE " +
                               where + " ORDER BY machine_id, holder",
       soci::use(machine), soci::into(row.machine), soci::into(row.number),
       soci::into(row.standing), soci::into(row.step), soci::into(row.next), soci::into(row.board),
       soci::into(row.disk), soci::into(row.network), soci::into(row.hostname),
       soci::into(row.first_ms), soci::into(row.last_ms));
  rows.execute();
  while (rows.fetch()) one(row);
}

template <class One>
void read_repairs(
    soci::session& database, const std::string& where, const std::string& machine, One one
) {
  std::string of, who, name;
  int kind = 0, holder = 0;
  long long at_ms = 0;
  soci::statement rows =
      (database.prepare << "SELECT machine_id, kind, holder, operator_id, operator_name, at_ms "
                           "FROM repairs WHERE " +
                               where + " ORDER BY repair_id DESC",
       soci::use(machine), soci::into(of), soci::into(kind), soci::into(holder), soci::into(who),
       soci::into(name), soci::into(at_ms));
  rows.execute();
  while (rows.fetch()) {
    const auto known = static_cast<RepairKind>(kind);
    one(MachineId{of}, Repair{known, holder, OperatorId{who}, name, from_unix_ms(at_ms)});
  }
}

void put_holder(soci::session& database, const MachineId& machine, const Holder& holder) {
  const int standing = static_cast<int>(holder.standing);
  const std::string step = to_base64(holder.step), next = to_base64(holder.next);
  const std::string board = to_base64(holder.parts.board), disk = to_base64(holder.parts.disk);
  const std::string network = to_base64(holder.parts.network);
  const long long first_ms = to_unix_ms(holder.first_seen);
  const long long last_ms = to_unix_ms(holder.last_seen);
  database
      << "INSERT OR REPLACE INTO holders (machine_id, holder, standing, step, next_step, board,"
         " disk, network, hostname, first_seen_ms, last_seen_ms) VALUES (:machine, :holder,"
         " :standing, :step, :next, :board, :disk, :network, :host, :first, :last)",
      soci::use(machine.value), soci::use(holder.number), soci::use(standing), soci::use(step),
      soci::use(next), soci::use(board), soci::use(disk), soci::use(network),
      soci::use(holder.hostname), soci::use(first_ms), soci::use(last_ms);
}

// Those that somebody has to choose among.
void show(MachineRecord& machine, const Holder& holder) {
  if (holder.standing == Holder::Standing::ShutOut) return;
  const bool first = holder.standing == Holder::Standing::Accepted;
  machine.holders.insert(first ? machine.holders.begin() : machine.holders.end(), holder);
}

void show(MachineRecord& machine, const Repair& repair) {
  if (machine.repairs.size() < kMostRepairs) machine.repairs.push_back(repair);
}

}  // namespace

Holders holders_of(soci::session& database, const MachineId& machine) {
  std::vector<Holder> all;
  read_holders(database, "machine_id = :machine", machine.value, [&](const HolderRow& row) {
    all.push_back(row.holder());
  });
  return Holders(std::move(all));
}

void keep_holders(
    soci::session& database, const MachineId& machine, const Holders& before, const Holders& after
) {
  for (const Holder& holder : before.all()) {
    if (after.find(holder.number) != nullptr) continue;
    database << "DELETE FROM holders WHERE machine_id = :machine AND holder = :holder",
        soci::use(machine.value), soci::use(holder.number);
  }
  for (const Holder& holder : after.all()) {
    const Holder* was = before.find(holder.number);
    if (was == nullptr || !(*was == holder)) put_holder(database, machine, holder);
  }
}

void insert_repair(soci::session& database, const MachineId& machine, const Repair& repair) {
  const int kind = static_cast<int>(repair.kind);
  const long long at_ms = to_unix_ms(repair.at);
  database << "INSERT INTO repairs (machine_id, kind, holder, operator_id, operator_name, at_ms) "
              "VALUES (:machine, :kind, :holder, :operator, :name, :at)",
      soci::use(machine.value), soci::use(kind), soci::use(repair.holder),
      soci::use(repair.by.value), soci::use(repair.operator_name), soci::use(at_ms);
}

void add_holders(soci::session& database, MachineRecord& machine) {
  const Holders holders = holders_of(database, machine.id);
  if (holders.quarantined()) {
    for (const Holder& holder : holders.all()) show(machine, holder);
  }
  read_repairs(
      database, "machine_id = :machine", machine.id.value,
      [&](const MachineId&, const Repair& repair) { show(machine, repair); }
  );
}

void add_holders(soci::session& database, std::vector<MachineRecord>& machines) {
  std::map<MachineId, MachineRecord*> places;
  for (MachineRecord& machine : machines) places[machine.id] = &machine;
  const auto of = [&](const MachineId& id) {
    const auto place = places.find(id);
    return place == places.end() ? nullptr : place->second;
  };
  constexpr auto kSuspected =
      "machine_id IN (SELECT machine_id FROM holders WHERE standing = 2) AND machine_id <> :nobody";
  read_holders(database, kSuspected, "", [&](const HolderRow& row) {
    if (MachineRecord* machine = of(MachineId{row.machine})) show(*machine, row.holder());
  });
  read_repairs(
      database, "machine_id <> :nobody", "",
      [&](const MachineId& id, const Repair& repair) {
        if (MachineRecord* machine = of(id)) show(*machine, repair);
      }
  );
}

}  // namespace maintendue::relay::table
