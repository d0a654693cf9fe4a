// A PC that somebody of an invented organisation has verified.
#pragma once

#include "machine_record/machine_record.h"
#include "support/organisation.h"

namespace maintendue::test {

inline Bytes key_hash(const Holder& machine) { return identity::sha256(machine.key.public_key()); }

// The record that this person signs of that PC. Dated to the organisation's first day.
inline Bytes verified(const Organisation& organisation, const Holder& by, const Holder& machine) {
  const machine_record::Record record{
      MachineId{machine.id}, key_hash(machine), v1::VERIFIED_HOW_WORKSHOP, organisation.founded(),
      OperatorId{by.id}
  };
  return machine_record::sign(record, organisation.trust(), by.key);
}

}  // namespace maintendue::test
