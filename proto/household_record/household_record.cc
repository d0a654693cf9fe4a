#include "household_record/household_record.h"

#include "identity/names.h"
#include "identity/roles.h"
#include "maintendue/v1/households.pb.h"

namespace maintendue::household_record {
namespace {

constexpr std::string_view kRecordWords = "maintendue household";
constexpr std::string_view kErasureWords = "maintendue household erased";
constexpr std::size_t kHash = 32;
constexpr std::size_t kNonce = 12;
constexpr std::size_t kTag = 16;

Result<Record> from_wire(const v1::HouseholdRecord& in, const std::string& by) {
  const auto at = date_from_ms(in.written_ms());
  const bool whole = at && identity::is_id(in.household_id()) && in.version() > 0 &&
                     identity::is_id(in.owner_operator_id()) &&
                     in.data_key_hash().size() == kHash && in.sealed_key_hash().size() == kHash &&
                     in.nonce().size() == kNonce && in.content().size() > kTag &&
                     identity::is_id(by);
  if (!whole) return fail(Errc::BadMessage, "a household record that says nothing");
  return Record{
      HouseholdId{in.household_id()},
      in.version(),
      OperatorId{in.owner_operator_id()},
      *at,
      in.data_key_hash(),
      in.sealed_key_hash(),
      in.nonce(),
      in.content(),
      OperatorId{by}
  };
}

Result<Erasure> from_wire(const v1::HouseholdErasure& in, const std::string& by) {
  const auto at = date_from_ms(in.erased_ms());
  const bool whole =
      at && identity::is_id(in.household_id()) && in.version() > 1 && identity::is_id(by);
  if (!whole) return fail(Errc::BadMessage, "an erasure that says nothing");
  return Erasure{HouseholdId{in.household_id()}, in.version(), *at, OperatorId{by}};
}

template <class Outer>
Result<Outer> parse(BytesView bytes, std::size_t longest) {
  Outer outer;
  if (bytes.empty() || bytes.size() > longest ||
      !outer.ParseFromArray(bytes.data(), static_cast<int>(bytes.size()))) {
    return fail(Errc::BadMessage, "not a signed word about a household");
  }
  return outer;
}

// Whether a mediator of the newest roster signed this.
Result<void> signed_by_a_mediator(
    BytesView words,
    const std::string& signature,
    const OperatorId& by,
    const roster::Book& book,
    WallTime now
) {
  const roster::Member* signer = book.empty() ? nullptr : book.roster().member(by);
  if (signer == nullptr) return fail(Errc::NotTrusted, "about a household, by nobody we know");
  const auto still = book.recognise({by, signer->who.public_key}, now);
  if (!still) return tl::unexpected(still.error());
  if (!may_write(*still)) return fail(Errc::NotTrusted, "about a household, by no mediator");
  if (!identity::verifies(signer->who.public_key, words, signature)) {
    return fail(Errc::NotTrusted, "about a household, and the signature is wrong");
  }
  return {};
}

// What `inner` says, once it is known to be a mediator's and this organisation's.
template <class Said, class Inner>
Result<Said> checked(
    std::string_view words,
    const std::string& inner_bytes,
    const std::string& signature,
    const std::string& by,
    const roster::Book& book,
    WallTime now
) {
  const Bytes message = identity::signed_bytes(words, inner_bytes);
  const auto counts = signed_by_a_mediator(message, signature, OperatorId{by}, book, now);
  if (!counts) return tl::unexpected(counts.error());
  Inner inner;
  if (!inner.ParseFromString(inner_bytes) ||
      inner.organisation_key_hash() != book.trust().key_hash()) {
    return fail(Errc::NotTrusted, "about a household of another organisation");
  }
  Result<Said> said = from_wire(inner, by);
  if (!said) return fail(Errc::NotTrusted, said.error().detail);
  return said;
}

}  // namespace

bool may_write(const identity::Operator& who) { return identity::is_mediator(who); }

Bytes sign(const Record& record, const identity::Trust& trust, const identity::PrivateKey& key) {
  v1::HouseholdRecord inner;
  inner.set_organisation_key_hash(trust.key_hash());
  inner.set_household_id(record.household.value);
  inner.set_version(record.version);
  inner.set_owner_operator_id(record.owner.value);
  inner.set_written_ms(to_unix_ms(record.at));
  inner.set_data_key_hash(record.data_key_hash);
  inner.set_sealed_key_hash(record.sealed_key_hash);
  inner.set_nonce(record.nonce);
  inner.set_content(record.content);
  v1::SignedHouseholdRecord out;
  out.set_record(inner.SerializeAsString());
  out.set_signature(key.sign(identity::signed_bytes(kRecordWords, out.record())));
  out.set_operator_id(record.by.value);
  return out.SerializeAsString();
}

Bytes sign(const Erasure& erasure, const identity::Trust& trust, const identity::PrivateKey& key) {
  v1::HouseholdErasure inner;
  inner.set_organisation_key_hash(trust.key_hash());
  inner.set_household_id(erasure.household.value);
  inner.set_version(erasure.version);
  inner.set_erased_ms(to_unix_ms(erasure.at));
  v1::SignedHouseholdErasure out;
  out.set_erasure(inner.SerializeAsString());
  out.set_signature(key.sign(identity::signed_bytes(kErasureWords, out.erasure())));
  out.set_operator_id(erasure.by.value);
  return out.SerializeAsString();
}

Result<Record> check(BytesView signed_record, const roster::Book& book, WallTime now) {
  const auto outer = parse<v1::SignedHouseholdRecord>(signed_record, kLongestRecord);
  if (!outer) return fail(Errc::NotTrusted, outer.error().detail);
  return checked<Record, v1::HouseholdRecord>(
      kRecordWords, outer->record(), outer->signature(), outer->operator_id(), book, now
  );
}

Result<Erasure> check_erasure(BytesView signed_erasure, const roster::Book& book, WallTime now) {
  const auto outer = parse<v1::SignedHouseholdErasure>(signed_erasure, kLongestErasure);
  if (!outer) return fail(Errc::NotTrusted, outer.error().detail);
  return checked<Erasure, v1::HouseholdErasure>(
      kErasureWords, outer->erasure(), outer->signature(), outer->operator_id(), book, now
  );
}

bool signed_by(BytesView signed_record, BytesView public_key) {
  const auto outer = parse<v1::SignedHouseholdRecord>(signed_record, kLongestRecord);
  if (!outer) return false;
  const Bytes words = identity::signed_bytes(kRecordWords, outer->record());
  return identity::verifies(public_key, words, outer->signature());
}

Result<Record> content(BytesView signed_record) {
  const auto outer = parse<v1::SignedHouseholdRecord>(signed_record, kLongestRecord);
  if (!outer) return tl::unexpected(outer.error());
  v1::HouseholdRecord inner;
  if (!inner.ParseFromString(outer->record())) return fail(Errc::BadMessage, "not a record");
  return from_wire(inner, outer->operator_id());
}

Result<Erasure> content_of_erasure(BytesView signed_erasure) {
  const auto outer = parse<v1::SignedHouseholdErasure>(signed_erasure, kLongestErasure);
  if (!outer) return tl::unexpected(outer.error());
  v1::HouseholdErasure inner;
  if (!inner.ParseFromString(outer->erasure())) return fail(Errc::BadMessage, "not an erasure");
  return from_wire(inner, outer->operator_id());
}

}  // namespace maintendue::household_record
