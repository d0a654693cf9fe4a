#include "console/households/household.h"

#include <algorithm>

#include "base/utf8.h"
#include "identity/names.h"
#include "sealed_record/content.h"

namespace maintendue::console {
namespace {

using local::v1::KeptHousehold;
using Standing = Household::Standing;
namespace record = household_record;

constexpr std::size_t kLongestName = 120;
constexpr std::size_t kLongestLine = 60;
constexpr std::size_t kLongestRemarks = 4000;
constexpr int kMostMachines = 8;
constexpr std::chrono::hours kMostAhead{24};  // households.proto, of versions

KeptHousehold kept_of(std::uint64_t version, BytesView signed_word, bool erased) {
  KeptHousehold kept;
  kept.set_version(version);
  kept.set_hash(identity::sha256(signed_word));
  kept.set_erased(erased);
  return kept;
}

bool is_the_same(const KeptHousehold& a, const KeptHousehold& b) {
  return a.version() == b.version() && a.hash() == b.hash() && a.erased() == b.erased();
}

// Whether what the relay shows goes back behind what was seen, or beside it.
bool goes_back(const KeptHousehold& shown, const KeptHousehold& before) {
  if (before.version() == 0) return false;
  return shown.version() < before.version() || (before.erased() && !shown.erased()) ||
         (shown.version() == before.version() && shown.hash() != before.hash());
}

bool fits_in_lines(const std::string& text, std::size_t most, bool lines) {
  if (count_utf8(text) > most) return false;
  for (std::string_view rest = text; !rest.empty();) {
    const Utf8Character next = first_utf8(rest);
    if (next.bytes == 0) return false;
    if (!shows_itself(next.value) && !(lines && next.value == U'\n')) return false;
    rest.remove_prefix(next.bytes);
  }
  return true;
}

}  // namespace

bool fits(const local::v1::Household& what) {
  return !what.name().empty() && fits_in_lines(what.name(), kLongestName, false) &&
         fits_in_lines(what.language(), kLongestLine, false) &&
         fits_in_lines(what.phone(), kLongestLine, false) &&
         fits_in_lines(what.remarks(), kLongestRemarks, true) &&
         what.machine_ids_size() <= kMostMachines &&
         std::ranges::all_of(what.machine_ids(), identity::is_id);
}

Household Judge::household(const v1::HouseholdRow& row, const KeptHousehold& before) const {
  Household household{.id = {row.household_id()}, .version = row.version()};
  household.owner = OperatorId{row.owner_operator_id()};
  household.next = before.version() + 1;
  household.changed = date_from_ms(row.changed_ms()).value_or(WallTime{});
  const auto is = [&](Standing standing) {
    household.standing = standing;
    return household;
  };
  const auto believed = [&](const KeptHousehold& shown) {
    household.seen = shown;
    household.next = shown.version() + 1;
  };

  if (!row.signed_erasure().empty()) {
    const auto said = record::content_of_erasure(row.signed_erasure());
    if (!said || said->household != household.id || said->version != row.version()) {
      return is(Standing::Damaged);
    }
    const bool counts = record::check_erasure(row.signed_erasure(), book, now).has_value();
    if (before.erased() && before.version() == row.version()) {
      household.unsigned_erasure = !counts;
      return is(Standing::Erased);
    }
    const KeptHousehold shown = kept_of(row.version(), row.signed_erasure(), true);
    if (goes_back(shown, before)) return is(Standing::Older);
    if (is_ahead(row.version())) return is(Standing::Damaged);
    if (!counts) return is(before.version() > 0 ? Standing::Missing : Standing::Erased);
    believed(shown);
    return is(Standing::Erased);
  }

  if (row.signed_record().empty()) {
    const bool back = before.version() > row.version() || before.erased();
    return is(back ? Standing::Older : Standing::Colleagues);
  }
  const auto said = record::content(row.signed_record());
  const bool fits_the_row = said && said->household == household.id &&
                            said->version == row.version() && said->owner == household.owner &&
                            said->sealed_key_hash == identity::sha256(row.sealed_key());
  if (!fits_the_row) return is(Standing::Damaged);
  household.data_key_hash = said->data_key_hash;
  const KeptHousehold shown = kept_of(row.version(), row.signed_record(), false);
  if (goes_back(shown, before)) return is(Standing::Older);
  const bool was_seen = is_the_same(shown, before);
  if (!was_seen && is_ahead(row.version())) return is(Standing::Damaged);
  const auto key = std::ranges::find(data_keys, said->data_key_hash, [](const auto& one) {
    return identity::sha256(one.public_key());
  });
  if (key == data_keys.end()) return is(Standing::Locked);
  const Result<Bytes> plain = sealed_record::open_content(*said, row.sealed_key(), *key);
  if (!plain || !household.content.ParseFromString(*plain) || !fits(household.content)) {
    household.content.Clear();
    return is(Standing::Damaged);
  }
  const bool counts = was_seen || record::check(row.signed_record(), book, now).has_value();
  if (!counts && could_be_hers(*said, row.signed_record())) return is(Standing::SignerGone);
  if (!counts) {
    household.content.Clear();
    return is(Standing::Damaged);
  }
  household.by = said->by;
  believed(shown);
  return is(Standing::Open);
}

bool Judge::is_ahead(std::uint64_t version) const {
  return version > static_cast<std::uint64_t>(to_unix_ms(now + kMostAhead));
}

// Nobody can tell of somebody who is in the team no more, or who signed it with a key that she has
// no more.
bool Judge::could_be_hers(const record::Record& said, BytesView signed_record) const {
  const roster::Member* signer = book.roster().member(said.by);
  if (signer == nullptr || said.at < signer->cleared) return true;
  return record::signed_by(signed_record, signer->who.public_key);
}

}  // namespace maintendue::console
