// What an enemy's relay keeps of families, which is all that it was ever given, and what of it, or
// in its place, it shows.
#pragma once

#include <map>
#include <set>

#include "hostile_relay/forger.h"
#include "maintendue/v1/households.pb.h"

namespace maintendue::test {

class Archive {
 public:
  Archive(Dice& dice, double malice, Forger forger)
      : dice_(dice), malice_(malice), forger_(std::move(forger)) {}

  // Answers an operator. What she asks is done, or not, whatever she hears.
  Result<Bytes> answer(const OperatorId& who, const std::string& method, const Bytes& request) {
    loot_.push_back(request);
    Result<Bytes> answer = serve(who, method.substr(method.rfind('/') + 1), request);
    if (answer) loot_.push_back(*answer);
    if (chance(dice_, malice_ / 4)) return fail(Errc::RelayUnreachable, "lost");
    return answer;
  }

  // All that it ever heard and said.
  const Malice::Loot& loot() const { return loot_; }

 private:
  using Rows = std::vector<v1::HouseholdRow>;

  Result<Bytes> serve(const OperatorId& who, const std::string& method, const Bytes& request) {
    if (method == "ListHouseholds") return list(who, request);
    if (method == "PutHousehold") return put(request);
    if (method == "EraseHousehold") return erase(request);
    if (method == "GetDataKeys") return data_keys(who).SerializeAsString();
    if (method == "PutDataKeys") return put_data_keys(request);
    if (method == "BeginDuty") on_duty_.insert(who);
    if (method == "EndDuty") on_duty_.erase(who);
    return Bytes();
  }

  // ---- what it is given ----

  Result<Bytes> put(const Bytes& request) {
    v1::PutHouseholdRequest said;
    said.ParseFromString(request);
    const auto record = household_record::content(said.signed_record());
    if (!record) return fail(Errc::BadMessage);
    v1::HouseholdRow row;
    row.set_household_id(record->household.value);
    row.set_version(record->version);
    row.set_owner_operator_id(record->owner.value);
    row.set_changed_ms(to_unix_ms(record->at));
    row.set_signed_record(said.signed_record());
    row.set_sealed_key(said.sealed_key());
    return keep(std::move(row), said.replaces());
  }
  Result<Bytes> erase(const Bytes& request) {
    v1::EraseHouseholdRequest said;
    said.ParseFromString(request);
    const auto erasure = household_record::content_of_erasure(said.signed_erasure());
    v1::HouseholdRow row;
    row.set_household_id(erasure->household.value);
    row.set_version(erasure->version);
    row.set_changed_ms(to_unix_ms(erasure->at));
    row.set_signed_erasure(said.signed_erasure());
    const Rows& before = history_[erasure->household];
    // Whoever repeats what a colleague said who is gone.
    const bool again = !before.empty() && before.back().version() == row.version();
    return keep(std::move(row), again ? row.version() : said.replaces());
  }
  Result<Bytes> keep(v1::HouseholdRow row, std::uint64_t replaces) {
    Rows& before = history_[HouseholdId{row.household_id()}];
    const std::uint64_t there = before.empty() ? 0 : before.back().version();
    if (there != replaces && !chance(dice_, malice_)) return fail(Errc::OutOfDate);
    if (!chance(dice_, malice_ / 4)) before.push_back(std::move(row));  // or says so
    return Bytes();
  }
  Result<Bytes> put_data_keys(const Bytes& request) {
    v1::DataKeys more;
    more.ParseFromString(request);
    for (const v1::SealedDataKey& key : more.keys()) {
      const bool there = std::ranges::any_of(keys_.keys(), [&](const v1::SealedDataKey& one) {
        return one.data_key_hash() == key.data_key_hash() &&
               one.operator_id() == key.operator_id() &&
               one.recipient_hash() == key.recipient_hash();
      });
      if (!there) *keys_.add_keys() = key;
    }
    return Bytes();
  }

  // ---- what it shows ----

  Result<Bytes> list(const OperatorId& who, const Bytes& request) {
    v1::ListHouseholdsRequest said;
    said.ParseFromString(request);
    v1::ListHouseholdsResponse page;
    const std::size_t most = 1 + any_of(dice_, 4);
    std::size_t shown = 0;
    for (const auto& [id, rows] : history_) {
      if (rows.empty() || id.value <= said.after_household_id()) continue;
      if (shown++ == most) {
        page.set_more(true);
        break;
      }
      v1::HouseholdRow row = rows.back();
      const bool hers = row.owner_operator_id() == who.value || on_duty_.contains(who);
      if (!hers) hide_content(row);
      if (chance(dice_, malice_)) {
        lie(id, std::move(row), page);
      } else {
        *page.add_households() = std::move(row);
      }
    }
    if (chance(dice_, malice_ / 4)) *page.add_households() = forger_.record(invented(), 1);
    return page.SerializeAsString();
  }
  void lie(const HouseholdId& id, v1::HouseholdRow row, v1::ListHouseholdsResponse& page) {
    const Rows& all = history_[id];
    const auto any_before = [&] { return all[any_of(dice_, all.size())]; };
    switch (any_of(dice_, 12)) {
      case 0:  // hidden
        return;
      case 1:  // of before, what was erased since among it
      case 2:
        row = any_before();
        break;
      case 3:  // another's, under this number
        row = any_row();
        row.set_household_id(id.value);
        break;
      case 4:
        flip(row);
        break;
      case 5:
      case 6:
        row = forger_.record(id, row.version());
        break;
      case 7:
        row = forger_.erasure(id, row.version());
        break;
      case 8:  // far ahead, with what was signed or without
        row.set_version(~std::uint64_t{0} - any_of(dice_, 2));
        if (chance(dice_, 0.5)) hide_content(row);
        break;
      case 9:
        row.set_sealed_key(any_row().sealed_key());
        break;
      case 10:
        row.set_owner_operator_id(any_row().owner_operator_id());
        break;
      default:  // twice, and not the same
        *page.add_households() = all.back();
        row = any_before();
    }
    *page.add_households() = std::move(row);
  }
  v1::DataKeys data_keys(const OperatorId& who) {
    v1::DataKeys shown;
    const bool lies = chance(dice_, malice_);
    const std::size_t how = any_of(dice_, 5);
    if (lies && how == 0) return shown;
    for (v1::SealedDataKey key : keys_.keys()) {
      const bool hers = key.operator_id() == who.value || key.operator_id().empty();
      if (!hers) key.clear_sealed();
      if (lies && how == 1 && !hers) key.set_recipient_hash(Bytes(32, 'x'));  // she has it not
      if (lies && how == 2 && hers && !key.sealed().empty()) {
        (*key.mutable_sealed())[any_of(dice_, key.sealed().size())] ^= 1;
      }
      *shown.add_keys() = std::move(key);
      if (lies && how == 3 && chance(dice_, 0.5)) break;  // those of before alone
    }
    if (lies && how >= 3) *shown.add_keys() = forger_.data_key(who);
    return shown;
  }

  static void hide_content(v1::HouseholdRow& row) {
    row.clear_signed_record();
    row.clear_sealed_key();
  }
  void flip(v1::HouseholdRow& row) {
    Bytes* const parts[] = {
        row.mutable_signed_record(), row.mutable_sealed_key(), row.mutable_signed_erasure()
    };
    Bytes& part = *parts[any_of(dice_, std::size(parts))];
    if (!part.empty()) part[any_of(dice_, part.size())] ^= char(1 << any_of(dice_, 8));
  }
  v1::HouseholdRow any_row() {
    auto place = history_.begin();
    std::advance(place, static_cast<long>(any_of(dice_, history_.size())));
    const Rows& rows = place->second;
    return rows.empty() ? v1::HouseholdRow() : rows[any_of(dice_, rows.size())];
  }
  HouseholdId invented() const { return {"fffffffffffffffe"}; }

  Dice& dice_;
  const double malice_;
  Forger forger_;
  Malice::Loot loot_;
  std::map<HouseholdId, Rows> history_;
  v1::DataKeys keys_;
  std::set<OperatorId> on_duty_;
};

}  // namespace maintendue::test
