// What this console keeps of the PCs' keys: for each the latest record that counted when it was
// seen, and whether another key has answered in its place. A folder in the operator's home.
#pragma once

#include <filesystem>

#include "console/roster/team.h"
#include "machine_record/machine_record.h"
#include "maintendue/local/v1/console.pb.h"

namespace maintendue::console {

// Lives on `main`, or in a command of its own beside it: each question reads the file anew.
class KnownMachines {
 public:
  // Both outlive it. The folder `machines` in the operator's home is made on first use.
  KnownMachines(const Clock& clock, const Team& team);

  // Somebody shows a record. Kept when it counts and is later than the one that is kept, or when
  // that one counts no more. Else nothing changes: nobody takes a record back.
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

  // For people.
  local::v1::MachineStanding standing(const MachineId& machine) const;
  // What is kept and counts, when the record that the relay shows is not as late; else empty.
  Bytes later_than(const MachineId& machine, BytesView shown) const;

 private:
  local::v1::KeptMachine kept(const MachineId& machine) const;
  Result<void> keep(const MachineId& machine, const local::v1::KeptMachine& what) const;
  Result<machine_record::Record> checked(BytesView signed_record) const;

  const Clock& clock_;
  const Team& team_;
  const std::filesystem::path folder_;
};

}  // namespace maintendue::console
