#include "console/machines/known_machines.h"

#include "base/files.h"
#include "base/log.h"
#include "identity/names.h"

namespace maintendue::console {
namespace {

using namespace std::chrono_literals;
using local::v1::KeptMachine;
using local::v1::MachineStanding;
using machine_record::Record;

constexpr auto kComponent = "console.machines";
constexpr auto kToBeShown = 60s;
constexpr int kMostEarlier = 8;  // console.proto

}  // namespace

KnownMachines::KnownMachines(const Clock& clock, const Team& team)
    : clock_(clock), team_(team), folder_(team.folder() / "machines") {}

void KnownMachines::hear(const MachineId& machine, BytesView signed_record) {
  const Result<Record> shown = checked(signed_record);
  if (!shown || shown->machine != machine) return;
  const FileLock held = alone();
  KeptMachine what = kept(machine);
  const Result<Record> before = checked(what.signed_record());
  if (before && before->at >= shown->at) return;
  const Result<Record> replaced = machine_record::content(what.signed_record());
  const bool other_key = replaced && replaced->key_hash != shown->key_hash;
  // Whose signature counts no more has still shown which key is not that of before.
  if (other_key && shown->at <= floor_of(what)) return;
  const WallTime floor = std::max(floor_of(what), std::min(shown->at, clock_.wall()));
  what = moved_on(std::move(what), *shown);
  what.set_floor_ms(to_unix_ms(floor));
  what.set_replaced_ms(other_key ? to_unix_ms(replaced->at) : 0);
  what.set_signed_record(Bytes(signed_record));
  // Another key that answered is forgotten only when somebody has made sure since.
  if (shown->at > from_unix_ms(what.other_key_ms())) what.clear_other_key_hash();
  (void)keep(machine, what);  // the record stands all the same, and is shown again
}

Result<void> KnownMachines::admit(const MachineId& machine, const Bytes& key_hash) {
  const FileLock held = alone();
  KeptMachine what = kept(machine);
  const Result<Record> before = machine_record::content(what.signed_record());
  if (!before) return fail(Errc::NotVerified, "nobody has verified this PC");
  if (!what.other_key_hash().empty()) {
    return fail(Errc::KeyChanged, "another key has answered before");
  }
  if (before->key_hash != key_hash) {
    what.set_other_key_hash(key_hash);
    what.set_other_key_ms(to_unix_ms(clock_.wall()));
    (void)keep(machine, what);  // it is refused all the same
    log::event(
        kComponent, log::Level::warning, "a PC answered with another key",
        {{"machine", machine.value}}
    );
    return fail(Errc::KeyChanged, "another key");
  }
  const Result<Record> counts = checked(what.signed_record());
  if (!counts) return fail(Errc::NotVerified, counts.error().detail);
  return {};
}

Result<Bytes> KnownMachines::verified(
    const MachineId& machine,
    const Bytes& key_hash,
    v1::VerifiedHow how,
    const identity::PrivateKey& key
) {
  const FileLock held = alone();
  const Result<Record> before = checked(kept(machine).signed_record());
  const WallTime now = std::chrono::floor<std::chrono::milliseconds>(clock_.wall());
  WallTime at = std::max(now, floor_of(kept(machine)) + 1ms);
  if (before) at = std::max(at, before->at + 1ms);
  const Record said{machine, key_hash, how, at, team_.self()};
  KeptMachine what;
  what.set_floor_ms(to_unix_ms(at));
  *what.mutable_earlier_records() = moved_on(kept(machine), said).earlier_records();
  what.set_signed_record(machine_record::sign(said, team_.trust(), key));
  const Result<Record> counts = checked(what.signed_record());
  if (!counts) return fail(Errc::NotAllowed, counts.error().detail);
  const Result<void> done = keep(machine, what);
  if (!done) return tl::unexpected(done.error());
  log::event(kComponent, log::Level::info, "PC verified", {{"machine", machine.value}});
  return what.signed_record();
}

WallTime KnownMachines::floor_of(const KeptMachine& what) { return from_unix_ms(what.floor_ms()); }

KeptMachine KnownMachines::moved_on(KeptMachine what, const Record& next) {
  const Result<Record> before = machine_record::content(what.signed_record());
  if (!before || before->key_hash == next.key_hash) return what;
  auto& earlier = *what.mutable_earlier_records();
  if (earlier.size() == kMostEarlier) earlier.DeleteSubrange(0, 1);
  *earlier.Add() = what.signed_record();
  return what;
}

bool KnownMachines::is_known(const MachineId& machine, const Bytes& key_hash) const {
  const KeptMachine what = kept(machine);
  const Result<Record> counts = checked(what.signed_record());
  return counts && counts->key_hash == key_hash && what.other_key_hash().empty();
}

bool KnownMachines::has_other_key(const MachineId& machine, const Bytes& key_hash) const {
  const KeptMachine what = kept(machine);
  const Result<Record> before = machine_record::content(what.signed_record());
  const bool answered = !what.other_key_hash().empty() && what.other_key_hash() != key_hash;
  return answered || (before && before->key_hash != key_hash);
}

std::vector<Bytes> KnownMachines::records(const MachineId& machine) const {
  const KeptMachine what = kept(machine);
  std::vector<Bytes> all;
  if (!what.signed_record().empty()) all.push_back(what.signed_record());
  all.insert(all.end(), what.earlier_records().rbegin(), what.earlier_records().rend());
  return all;
}

std::vector<Bytes> KnownMachines::keys(const MachineId& machine) const {
  return machine_record::verified_keys(records(machine), machine, team_.book(), clock_.wall());
}

MachineStanding KnownMachines::standing(const MachineId& machine) const {
  MachineStanding standing;
  standing.set_machine_id(machine.value);
  const KeptMachine what = kept(machine);
  const Result<Record> record = machine_record::content(what.signed_record());
  standing.set_state(MachineStanding::UNVERIFIED);
  if (!record) return standing;
  standing.set_how(record->how);
  standing.set_at_ms(to_unix_ms(record->at));
  const bool counts = checked(what.signed_record()).has_value();
  standing.set_state(counts ? MachineStanding::VERIFIED : MachineStanding::SIGNER_GONE);
  const roster::Member* signer = team_.book().roster().member(record->by);
  if (counts && signer != nullptr) standing.set_verified_by(signer->who.name);
  standing.set_replaced_ms(what.replaced_ms());
  if (what.other_key_hash().empty()) return standing;
  standing.set_state(MachineStanding::KEY_CHANGED);
  standing.set_changed_ms(what.other_key_ms());
  return standing;
}

bool KnownMachines::just_signed(const MachineId& machine) const {
  const Result<Record> ours = machine_record::content(kept(machine).signed_record());
  return ours && ours->by == team_.self() && clock_.wall() < ours->at + kToBeShown;
}

Bytes KnownMachines::later_than(const MachineId& machine, BytesView shown) const {
  const KeptMachine what = kept(machine);
  const Result<Record> ours = checked(what.signed_record());
  if (!ours) return {};
  const Result<Record> theirs = checked(shown);
  const bool as_late = theirs && theirs->machine == machine && theirs->at >= ours->at;
  return as_late ? Bytes() : what.signed_record();
}

FileLock KnownMachines::alone() const {
  std::error_code error;
  std::filesystem::create_directories(folder_, error);
  FileLock lock = FileLock::of_folder(folder_);
  (void)lock.wait();  // where there is none, whoever writes last has it
  return lock;
}

KeptMachine KnownMachines::kept(const MachineId& machine) const {
  KeptMachine what;
  if (!identity::is_id(machine.value)) return what;
  const Result<std::string> bytes = read_small_file(folder_ / machine.value);
  if (bytes && !what.ParseFromString(*bytes)) what.Clear();
  return what;
}

Result<void> KnownMachines::keep(const MachineId& machine, const KeptMachine& what) const {
  if (!identity::is_id(machine.value)) return fail(Errc::BadMessage, "not a machine's id");
  const Result<void> done = write_small_file(folder_ / machine.value, what.SerializeAsString());
  if (done) return done;
  log::event(
      kComponent, log::Level::error, "what is known of a PC can't be kept",
      {{"machine", machine.value}, {"detail", done.error().detail}}
  );
  return done;
}

Result<Record> KnownMachines::checked(BytesView signed_record) const {
  return machine_record::check(signed_record, team_.book(), clock_.wall());
}

}  // namespace maintendue::console
