#include "console/households/household.h"
#include "sealed_record/content.h"
#include "sealed_record/data_key.h"
#include "sealed_record/envelope.h"
#include "support/organisation.h"
#include "target.h"

namespace maintendue::fuzz {
namespace {

using console::Household;
using Standing = Household::Standing;

constexpr char kRow = 0, kRecordSignedAnew = 1, kErasureSignedAnew = 2, kContentSealedAnew = 3,
               kEnvelope = 4, kDataKey = 5;

// A mediator's console, and a family that she wrote down.
struct Desk {
  test::Organisation organisation;
  test::Holder nadia = organisation.operator_named();
  identity::Trust trust = organisation.trust();
  roster::Book book = organisation.book();
  WallTime today = organisation.founded();
  std::vector<identity::PrivateKey> data_keys = {organisation.data_key()};
  HouseholdId family{"00000000000000f1"};
  std::uint64_t version = static_cast<std::uint64_t>(to_unix_ms(today));
  Bytes plain = [] {
    local::v1::Household what;
    what.set_name("Mme Martin");
    what.set_phone("01 02 03 04 05");
    what.set_remarks("1er étage\nune lampe");
    what.add_machine_ids("00000000000000bb");
    return what.SerializeAsString();
  }();
  v1::HouseholdRow row = row_of(plain);
  Bytes erasure = household_record::sign(
      household_record::Erasure{family, version + 1, today, OperatorId{nadia.id}}, trust, nadia.key
  );
  v1::SealedDataKey data_key =
      sealed_record::sealed_for(*book.roster().member(OperatorId{nadia.id}), data_keys.front());

  v1::HouseholdRow row_of(BytesView what) const {
    const Bytes public_key = data_keys.front().public_key();
    const auto sealed = sealed_record::seal_content(what, family, version, public_key);
    const OperatorId by{nadia.id};
    const household_record::Record record{
        family,
        version,
        by,
        today,
        identity::sha256(public_key),
        identity::sha256(sealed.sealed_key),
        sealed.nonce,
        sealed.content,
        by
    };
    v1::HouseholdRow out;
    out.set_household_id(family.value);
    out.set_version(version);
    out.set_owner_operator_id(nadia.id);
    out.set_changed_ms(to_unix_ms(today));
    out.set_signed_record(household_record::sign(record, trust, nadia.key));
    out.set_sealed_key(sealed.sealed_key);
    return out;
  }
  Household judged(const v1::HouseholdRow& shown, const local::v1::KeptHousehold& before = {})
      const {
    return console::Judge{book, data_keys, today}.household(shown, before);
  }
};

const Desk& desk() {
  static const Desk one;
  return one;
}

// Whatever a relay shows: what opens is what she wrote, and nothing of it is left where it does
// not.
void holds(const Household& household) {
  const bool opens = household.standing == Standing::Open ||
                     household.standing == Standing::SignerGone ||
                     household.standing == Standing::Unsure;
  if (opens) {
    must(console::fits(household.content), "a family that opens fits");
    must(household.content.SerializeAsString() == desk().plain, "it is the family she wrote down");
    must(household.id == desk().family && household.version == desk().version, "as she wrote it");
  } else {
    must(household.content.ByteSizeLong() == 0, "what does not open shows nothing");
  }
}

// The relay's row, by a console that never saw the family, and by one that saw it or its erasure.
void feed_row(BytesView bytes) {
  const auto row = parsed<v1::HouseholdRow>(bytes);
  if (!row) return;
  holds(desk().judged(*row));
  const local::v1::KeptHousehold seen = desk().judged(desk().row).seen;
  const Household again = desk().judged(*row, seen);
  holds(again);
  must(again.next > seen.version(), "nothing is written over what was seen");
  if (again.seen.version() > 0) must(again.seen.version() >= seen.version(), "none is older");
}

void feed_record_signed_anew(BytesView bytes) {
  v1::SignedHouseholdRecord outer;
  outer.set_record(Bytes(bytes));
  outer.set_signature(desk().nadia.key.sign(identity::signed_bytes("maintendue household", bytes)));
  outer.set_operator_id(desk().nadia.id);
  v1::HouseholdRow row = desk().row;
  row.set_signed_record(outer.SerializeAsString());
  if (const auto inner = parsed<v1::HouseholdRecord>(bytes)) {
    row.set_household_id(inner->household_id());
    row.set_version(inner->version());
    row.set_owner_operator_id(inner->owner_operator_id());
  }
  holds(desk().judged(row));
}

void feed_erasure_signed_anew(BytesView bytes) {
  v1::SignedHouseholdErasure outer;
  outer.set_erasure(Bytes(bytes));
  outer.set_signature(
      desk().nadia.key.sign(identity::signed_bytes("maintendue household erased", bytes))
  );
  outer.set_operator_id(desk().nadia.id);
  v1::HouseholdRow row;
  row.set_signed_erasure(outer.SerializeAsString());
  if (const auto inner = parsed<v1::HouseholdErasure>(bytes)) {
    row.set_household_id(inner->household_id());
    row.set_version(inner->version());
  }
  const Household household = desk().judged(row);
  must(
      household.standing == Standing::Erased || household.standing == Standing::Damaged,
      "an erasure says that or nothing"
  );
  holds(household);
}

// Whatever a colleague's console wrote inside, a page is shown what fits, or nothing.
void feed_content(BytesView bytes) {
  if (bytes.empty() || bytes.size() > sealed_record::kLongestContent) return;
  const Household household = desk().judged(desk().row_of(bytes));
  const auto inside = parsed<local::v1::Household>(bytes);
  const bool good = inside && console::fits(*inside);
  must(
      household.standing == (good ? Standing::Open : Standing::Damaged), "it fits or it is damaged"
  );
  if (!good) must(household.content.ByteSizeLong() == 0, "what does not fit is not shown");
}

void feed_envelope(BytesView bytes) {
  const auto& key = desk().data_keys.front();
  const auto whole = sealed_record::open_sealed(key, desk().row.sealed_key());
  must(whole.has_value(), "what was sealed to the key opens");
  const auto opened = sealed_record::open_sealed(key, bytes);
  if (opened) must(*opened == *whole, "what opens is what was sealed");
}

void feed_data_key(BytesView bytes) {
  const auto sealed = parsed<v1::SealedDataKey>(bytes);
  if (!sealed) return;
  const auto key = sealed_record::open_data_key(*sealed, desk().nadia.opens);
  if (!key) return;
  must(key->public_key() == desk().data_keys.front().public_key(), "it is the data key");
}

}  // namespace

void feed(BytesView bytes) {
  if (bytes.empty()) return;
  const BytesView rest = bytes.substr(1);
  switch (bytes.front()) {
    case kRecordSignedAnew:
      return feed_record_signed_anew(rest);
    case kErasureSignedAnew:
      return feed_erasure_signed_anew(rest);
    case kContentSealedAnew:
      return feed_content(rest);
    case kEnvelope:
      return feed_envelope(rest);
    case kDataKey:
      return feed_data_key(rest);
    default:
      return feed_row(rest);
  }
}

std::vector<Bytes> seeds() {
  const Desk& one = desk();
  v1::HouseholdRow erased;
  erased.set_household_id(one.family.value);
  erased.set_version(one.version + 1);
  erased.set_signed_erasure(one.erasure);
  const auto record = parsed<v1::SignedHouseholdRecord>(one.row.signed_record());
  const auto erasure = parsed<v1::SignedHouseholdErasure>(one.erasure);
  return {
      of_kind(kRow, one.row.SerializeAsString()),
      of_kind(kRow, erased.SerializeAsString()),
      of_kind(kRecordSignedAnew, record->record()),
      of_kind(kErasureSignedAnew, erasure->erasure()),
      of_kind(kContentSealedAnew, one.plain),
      of_kind(kEnvelope, one.row.sealed_key()),
      of_kind(kDataKey, one.data_key.SerializeAsString()),
  };
}

}  // namespace maintendue::fuzz
