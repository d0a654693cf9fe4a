// A household as the relay keeps it: what others signed and sealed, and when it came.
#pragma once

#include <cstdint>
#include <string>
#include <vector>

#include "base/bytes.h"
#include "base/clock.h"
#include "base/ids.h"

namespace maintendue::relay {

constexpr int kHouseholdsAtOnce = 64;  // households.proto

// How much is kept of families. An association of the largest kind has 10,000 PCs: twice as many
// households, each of some 2.5 KB in the file, and as much again for the erasures and for longer
// remarks. Forgetting writes the file anew in memory, so that this is what it takes of that, too.
struct FamilyLimits {
  int households = 20'000;                 // that are not erased
  int erasures_of_nothing = 1'000;         // of households that the relay had nothing of; the last
  std::int64_t bytes = 128 * 1024 * 1024;  // of all that is kept
};

struct Household {
  HouseholdId id;
  std::uint64_t version = 0;
  OperatorId owner;  // nobody when it was erased
  WallTime changed{};
  Bytes data_key_hash{};   // what its key is sealed to
  Bytes signed_record{};   // a serialized SignedHouseholdRecord
  Bytes sealed_key{};      // the key that opens it
  Bytes signed_erasure{};  // a serialized SignedHouseholdErasure, in place of the two

  friend bool operator==(const Household&, const Household&) = default;
};

struct HouseholdPage {
  std::vector<Household> households;  // by their numbers
  bool more = false;
};

// The private half of a data key, sealed to somebody.
struct SealedDataKey {
  Bytes data_key_hash;
  OperatorId whom;  // nobody: the recovery key
  Bytes recipient_hash;
  Bytes sealed;

  friend bool operator==(const SealedDataKey&, const SealedDataKey&) = default;
};

}  // namespace maintendue::relay
