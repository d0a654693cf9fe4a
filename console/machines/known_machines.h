// What this console keeps of the PCs' keys: for each the latest record that counted when it was
// seen, and whether another key has answered in its place. A folder in the operator's home.
#pragma once

#include <filesystem>

#include "base/file_lock.h"
#include "console/roster/team.h"
#include "machine_record/machine_record.h"
#include "maintendue/local/v1/console.pb.h"

namespace maintendue::console {

// Lives on `main`, or in a command of its own beside it: each question reads the file anew, and
// what changes one waits for whoever else is about to.
class KnownMachines {
 public:
  // Both outlive it. The folder `machines` in the operator's home is made on first use.
  KnownMachines(const Clock& clock, const Team& team);

  // Somebody shows a record. Kept when it counts and is later than the one that is kept, unless
  // that one counts no more; and one of another key only when it is later than every date that was
  // kept before (KeptMachine.floor_ms). Else nothing changes: nobody takes a record back.
  void hear(const MachineId& machine, BytesView signed_record);

  // The gate: the machine has proven this key. NotVerified when no record that counts says so,
  // KeyChanged when another key is its own, or has answered in its place since it was verified;
  // that is kept.
  Result<void> admit(const MachineId& machine, const Bytes& key_hash);

  // The operator has made sure of it: the record, signed by her, kept, to be put to the relay.
  // NotAllowed when she is none who may, Internal when the disk takes nothing.
  Result<Bytes> verified(
      const MachineId& machine,
      const Bytes& key_hash,
      v1::VerifiedHow how,
      const identity::PrivateKey& key
  );

  // Whether that very key is this PC's, by a record that counts, and no other has answered since.
  bool is_known(const MachineId& machine, const Bytes& key_hash) const;
  // Whether the latest record that is kept, or what answered since, is of another key than that.
  bool has_other_key(const MachineId& machine, const Bytes& key_hash) const;
  // What is kept of this PC, the latest first: its record, and those of the keys it had before.
  std::vector<Bytes> records(const MachineId& machine) const;
  // The hashes of the keys that those of them say that count now.
  std::vector<Bytes> keys(const MachineId& machine) const;

  // For people.
  local::v1::MachineStanding standing(const MachineId& machine) const;
  // Whether this operator has signed the record that is kept less than a minute ago: whoever is
  // given it may not show it yet.
  bool just_signed(const MachineId& machine) const;
  // What is kept and counts, when the record that the relay shows is not as late; else empty.
  Bytes later_than(const MachineId& machine, BytesView shown) const;

 private:
  // The folder, made when it is missing.
  FileLock alone() const;
  local::v1::KeptMachine kept(const MachineId& machine) const;
  Result<void> keep(const MachineId& machine, const local::v1::KeptMachine& what) const;
  Result<machine_record::Record> checked(BytesView signed_record) const;
  // The beginning of 1970 where nothing was kept.
  static WallTime floor_of(const local::v1::KeptMachine& what);
  // What was kept before `next` took its place, with the record of an earlier key put to the
  // others.
  static local::v1::KeptMachine moved_on(
      local::v1::KeptMachine what, const machine_record::Record& next
  );

  const Clock& clock_;
  const Team& team_;
  const std::filesystem::path folder_;
};

}  // namespace maintendue::console
