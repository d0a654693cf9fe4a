#include "machine_record/machine_record.h"

#include "base/signed_date.h"
#include "identity/names.h"
#include "identity/roles.h"

namespace maintendue::machine_record {
namespace {

constexpr std::string_view kWords = "maintendue machine record";
constexpr std::size_t kLongest = 512;
constexpr std::size_t kHash = 32;

Result<Record> from_wire(const v1::MachineRecord& in, const std::string& by) {
  const auto at = date_from_ms(in.at_ms());
  const bool whole = at && identity::is_id(in.machine_id()) && in.key_hash().size() == kHash &&
                     v1::VerifiedHow_IsValid(in.how()) &&
                     in.how() != v1::VERIFIED_HOW_UNSPECIFIED && identity::is_id(by);
  if (!whole) return fail(Errc::BadMessage, "a machine record that says nothing");
  return Record{MachineId{in.machine_id()}, in.key_hash(), in.how(), *at, OperatorId{by}};
}

Result<v1::SignedMachineRecord> parse(BytesView bytes) {
  v1::SignedMachineRecord outer;
  if (bytes.empty() || bytes.size() > kLongest ||
      !outer.ParseFromArray(bytes.data(), static_cast<int>(bytes.size()))) {
    return fail(Errc::BadMessage, "not a machine record");
  }
  return outer;
}

}  // namespace

bool may_verify(const identity::Operator& who) { return identity::may_assist(who); }

Bytes sign(const Record& record, const identity::Trust& trust, const identity::PrivateKey& key) {
  v1::MachineRecord inner;
  inner.set_organisation_key_hash(trust.key_hash());
  inner.set_machine_id(record.machine.value);
  inner.set_key_hash(record.key_hash);
  inner.set_how(record.how);
  inner.set_at_ms(to_unix_ms(record.at));
  v1::SignedMachineRecord out;
  out.set_record(inner.SerializeAsString());
  out.set_signature(key.sign(identity::signed_bytes(kWords, out.record())));
  out.set_operator_id(record.by.value);
  return out.SerializeAsString();
}

Result<Record> check(BytesView signed_record, const roster::Book& book, WallTime now) {
  const Result<v1::SignedMachineRecord> outer = parse(signed_record);
  if (!outer) return fail(Errc::NotTrusted, outer.error().detail);
  const OperatorId by{outer->operator_id()};
  const roster::Member* signer = book.empty() ? nullptr : book.roster().member(by);
  if (signer == nullptr) return fail(Errc::NotTrusted, "machine record of nobody we know");
  const auto still = book.recognise({by, signer->who.public_key}, now);
  if (!still) return tl::unexpected(still.error());
  if (!may_verify(*still)) return fail(Errc::NotTrusted, "machine record of a role without a say");
  const Bytes words = identity::signed_bytes(kWords, outer->record());
  if (!identity::verifies(signer->who.public_key, words, outer->signature())) {
    return fail(Errc::NotTrusted, "machine record whose signature is wrong");
  }
  v1::MachineRecord inner;
  if (!inner.ParseFromString(outer->record()) ||
      inner.organisation_key_hash() != book.trust().key_hash()) {
    return fail(Errc::NotTrusted, "machine record of another organisation");
  }
  Result<Record> record = from_wire(inner, by.value);
  if (!record) return fail(Errc::NotTrusted, record.error().detail);
  // A date far ahead could not be followed by anything for as long.
  if (record->at > now + kClocksDiffer) return fail(Errc::NotTrusted, "machine record of tomorrow");
  return record;
}

std::vector<Bytes> verified_keys(
    const std::vector<Bytes>& signed_records,
    const MachineId& machine,
    const roster::Book& book,
    WallTime now
) {
  std::vector<Bytes> keys;
  for (const Bytes& one : signed_records) {
    Result<Record> record = check(one, book, now);
    if (record && record->machine == machine) keys.push_back(std::move(record->key_hash));
  }
  return keys;
}

Result<Record> content(BytesView signed_record) {
  const Result<v1::SignedMachineRecord> outer = parse(signed_record);
  if (!outer) return tl::unexpected(outer.error());
  v1::MachineRecord inner;
  if (!inner.ParseFromString(outer->record()))
    return fail(Errc::BadMessage, "not a machine record");
  return from_wire(inner, outer->operator_id());
}

}  // namespace maintendue::machine_record
