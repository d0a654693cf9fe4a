// That a PC's key is this PC's, signed by the operator who made sure of it. A plain value, and its
// signed form (machine_record.proto).
#pragma once

#include "maintendue/v1/machine_record.pb.h"
#include "roster/book.h"

namespace maintendue::machine_record {

struct Record {
  MachineId machine;
  Bytes key_hash;  // SHA-256 of its SubjectPublicKeyInfo in DER
  v1::VerifiedHow how = v1::VERIFIED_HOW_UNSPECIFIED;
  WallTime at{};
  OperatorId by;

  friend bool operator==(const Record&, const Record&) = default;
};

// Whether she may say so of a PC: a mediator or support.
bool may_verify(const identity::Operator& who);

// A serialized v1::SignedMachineRecord, by the key of `record.by`.
Bytes sign(const Record& record, const identity::Trust& trust, const identity::PrivateKey& key);
// The record, when it counts at `now`: the newest roster names its signer with that very key and a
// role that may verify, nobody has suspended her, and it is not dated more than a day ahead.
// NotTrusted otherwise.
Result<Record> check(BytesView signed_record, const roster::Book& book, WallTime now);
// The hashes of the keys that such of these records as count say to be this machine's.
std::vector<Bytes> verified_keys(
    const std::vector<Bytes>& signed_records,
    const MachineId& machine,
    const roster::Book& book,
    WallTime now
);
// What it says, whoever signed it: for one that counted when it was kept. BadMessage when it says
// nothing.
Result<Record> content(BytesView signed_record);

// What a PC says of itself where people can see it: on its own screen, or on a terminal of its own.
// "MT1:<machine id>:<key hash>:<the first 6 bytes of the organisation's key hash>:<the first 3
// bytes of the SHA-256 of all before, against slips>", all but the id in base64url without padding.
std::string card_text(const MachineId& machine, BytesView key_hash, const identity::Trust& trust);

struct Card {
  MachineId machine;
  Bytes key_hash;
};
// BadMessage when it is no such text, NotTrusted when it is another organisation's.
Result<Card> read_card(std::string_view text, const identity::Trust& trust);

}  // namespace maintendue::machine_record
