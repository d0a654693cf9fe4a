// That a record of a household is what a mediator wrote, or that she erased it: who, which version,
// since when. Its content stays sealed here (households.proto).
#pragma once

#include "roster/book.h"

namespace maintendue::household_record {

constexpr std::size_t kLongestRecord = 12 * 1024;
constexpr std::size_t kLongestErasure = 512;
constexpr std::size_t kLongestSealedKey = 1024;

struct Record {
  HouseholdId household;
  std::uint64_t version = 0;
  OperatorId owner;
  WallTime at{};
  Bytes data_key_hash;
  Bytes sealed_key_hash;
  Bytes nonce;
  Bytes content;  // sealed
  OperatorId by;

  friend bool operator==(const Record&, const Record&) = default;
};

struct Erasure {
  HouseholdId household;
  std::uint64_t version = 0;
  WallTime at{};
  OperatorId by;

  friend bool operator==(const Erasure&, const Erasure&) = default;
};

// Whether she may write down anything about families: a mediator.
bool may_write(const identity::Operator& who);

// Serialized v1::SignedHouseholdRecord and v1::SignedHouseholdErasure, by the key of `by`.
Bytes sign(const Record& record, const identity::Trust& trust, const identity::PrivateKey& key);
Bytes sign(const Erasure& erasure, const identity::Trust& trust, const identity::PrivateKey& key);

// What was signed, when it counts at `now`: the newest roster names its signer with that very key
// as a mediator, and nobody has suspended her. NotTrusted otherwise.
Result<Record> check(BytesView signed_record, const roster::Book& book, WallTime now);
Result<Erasure> check_erasure(BytesView signed_erasure, const roster::Book& book, WallTime now);

// Whether that key signed it, whatever became of whoever holds it.
bool signed_by(BytesView signed_record, BytesView public_key);

// What it says, whoever signed it: for one that counted when it was seen. BadMessage when it says
// nothing.
Result<Record> content(BytesView signed_record);
Result<Erasure> content_of_erasure(BytesView signed_erasure);

}  // namespace maintendue::household_record
