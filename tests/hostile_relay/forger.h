// What a relay's owner writes about families himself, with whatever keys he has.
#pragma once

#include "hostile_relay/malice.h"
#include "hostile_relay/office.h"
#include "household_record/household_record.h"
#include "maintendue/local/v1/household.pb.h"
#include "sealed_record/content.h"
#include "sealed_record/envelope.h"

namespace maintendue::test {

class Forger {
 public:
  Forger(Dice& dice, const Office& office, const ManualTimeline& timeline)
      : dice_(dice), office_(office), timeline_(timeline) {}

  static constexpr auto kName = "Famille Inventée";

  // A record of that household, or the word that it was erased. It follows `version`, replaces it,
  // comes before it, or is of days ahead.
  v1::HouseholdRow record(const HouseholdId& household, std::uint64_t version) {
    const Pen pen = any_pen();
    const roster::Roster& roster = office_.book().roster();
    const Bytes to = chance(dice_, 0.7) ? roster.data_key : mediators().own_data_key.public_key();
    version = moved(version);
    local::v1::Household what;
    what.set_name(kName);
    auto sealed = sealed_record::seal_content(what.SerializeAsString(), household, version, to);
    const household_record::Record record{
        .household = household,
        .version = version,
        .owner = OperatorId{mediators().all[any_of(dice_, mediators().all.size())].id},
        .at = timeline_.wall(),
        .data_key_hash = identity::sha256(to),
        .sealed_key_hash = identity::sha256(sealed.sealed_key),
        .nonce = sealed.nonce,
        .content = sealed.content,
        .by = pen.name,
    };
    v1::HouseholdRow row = row_of(household, version);
    row.set_owner_operator_id(record.owner.value);
    row.set_signed_record(household_record::sign(record, pen.trust, pen.key));
    row.set_sealed_key(sealed.sealed_key);
    return row;
  }
  v1::HouseholdRow erasure(const HouseholdId& household, std::uint64_t version) {
    const Pen pen = any_pen();
    const household_record::Erasure erasure{
        household, std::max<std::uint64_t>(2, moved(version)), timeline_.wall(), pen.name
    };
    v1::HouseholdRow row = row_of(household, erasure.version);
    row.set_signed_erasure(household_record::sign(erasure, pen.trust, pen.key));
    return row;
  }
  // His own data key for whoever asks, as what it is or as the roster's.
  v1::SealedDataKey data_key(const OperatorId& whom) {
    const roster::Member* member = office_.book().roster().member(whom);
    if (member == nullptr || member->encryption_key.empty()) return {};
    auto sealed = sealed_record::sealed_for(*member, mediators().own_data_key);
    if (chance(dice_, 0.5)) {
      sealed.set_data_key_hash(identity::sha256(office_.book().roster().data_key));
    }
    return sealed;
  }

 private:
  struct Pen {
    OperatorId name;
    identity::PrivateKey key;
    identity::Trust trust;
  };

  const Mediators& mediators() const { return office_.mediators(); }

  Pen any_pen() {
    const identity::Trust ours = mediators().organisation.trust();
    const Holder& nadia = mediators().all[0];
    std::vector<Pen> pens = {
        {OperatorId{nadia.id}, mediators().own, ours},
        {OperatorId{nadia.id}, mediators().captured.key, ours},
        {OperatorId{mediators().captured.id}, mediators().captured.key, ours},
        {OperatorId{nadia.id}, mediators().other_nadia.key, ours},
        {OperatorId{nadia.id}, mediators().other_nadia.key, mediators().other.trust()},
        {OperatorId{mediators().all[Office::kOmar].id}, mediators().own, ours},
    };
    for (std::size_t who = 0; who < mediators().all.size(); ++who) {
      const Holder& holder = mediators().all[who];
      if (!office_.is_the_relays(who)) continue;
      for (int often = 0; often < 4; ++often) {
        pens.push_back({OperatorId{holder.id}, holder.key, ours});
      }
    }
    return pens[any_of(dice_, pens.size())];
  }
  std::uint64_t moved(std::uint64_t version) {
    constexpr std::uint64_t kDay = 86'400'000;
    switch (any_of(dice_, 4)) {
      case 0:
        return version;
      case 1:
        return version > 2 ? version - 1 : version;
      case 2:
        return static_cast<std::uint64_t>(to_unix_ms(timeline_.wall())) + 2 * kDay;
      default:
        return version + 1;
    }
  }
  v1::HouseholdRow row_of(const HouseholdId& household, std::uint64_t version) const {
    v1::HouseholdRow row;
    row.set_household_id(household.value);
    row.set_version(version);
    row.set_changed_ms(to_unix_ms(timeline_.wall()));
    return row;
  }

  Dice& dice_;
  const Office& office_;
  const ManualTimeline& timeline_;
};

}  // namespace maintendue::test
