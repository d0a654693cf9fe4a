#include "console/households/household.h"

#include <gtest/gtest.h>

#include <limits>

#include "sealed_record/content.h"
#include "support/organisation.h"

namespace maintendue::console {
namespace {

using namespace std::chrono_literals;
using Standing = Household::Standing;

const HouseholdId kMartin{"00000000000000f1"};

class JudgedHousehold : public ::testing::Test {
 protected:
  static local::v1::Household martin() {
    local::v1::Household what;
    what.set_name("Mme Martin");
    what.set_phone("01 02 03 04 05");
    return what;
  }
  v1::HouseholdRow row(
      const test::Holder& by,
      std::uint64_t version,
      const Bytes& plain = martin().SerializeAsString()
  ) const {
    auto sealed =
        sealed_record::seal_content(plain, kMartin, version, ours_.data_key().public_key());
    const household_record::Record record{
        kMartin,
        version,
        OperatorId{nadia_.id},
        ours_.founded(),
        identity::sha256(ours_.data_key().public_key()),
        identity::sha256(sealed.sealed_key),
        sealed.nonce,
        sealed.content,
        OperatorId{by.id}
    };
    v1::HouseholdRow row;
    row.set_household_id(kMartin.value);
    row.set_version(version);
    row.set_owner_operator_id(nadia_.id);
    row.set_signed_record(household_record::sign(record, ours_.trust(), by.key));
    row.set_sealed_key(sealed.sealed_key);
    return row;
  }
  v1::HouseholdRow erased(const test::Holder& by, std::uint64_t version) const {
    v1::HouseholdRow row;
    row.set_household_id(kMartin.value);
    row.set_version(version);
    row.set_signed_erasure(household_record::sign(
        household_record::Erasure{kMartin, version, now_, OperatorId{by.id}}, ours_.trust(), by.key
    ));
    return row;
  }
  Household judged(const v1::HouseholdRow& row, const local::v1::KeptHousehold& before = {}) const {
    return Judge{book_, data_keys_, now_}.household(row, before);
  }
  // Omar is in the team no more.
  void omar_leaves() {
    roster::Roster next = ours_.roster(2);
    std::erase_if(next.members, [&](const auto& m) { return m.who.id.value == omar_.id; });
    ASSERT_TRUE(book_.take_in(ours_.news_of(next)));
  }

  const test::Organisation ours_;
  const test::Holder nadia_ = ours_.operator_named();
  const test::Holder omar_ = ours_.operator_named("Omar", {v1::ROLE_MEDIATOR}, "00000000000000ab");
  const test::Holder lea_ = ours_.operator_named("Léa", {v1::ROLE_SUPPORT}, "00000000000000ac");
  roster::Book book_ = ours_.book();
  std::vector<identity::PrivateKey> data_keys_{ours_.data_key()};
  const WallTime now_ = ours_.founded() + 1h;
};

// What stands inside is what its writer typed.
TEST_F(JudgedHousehold, IsTheWordOfWhoSignedItWhateverItSays) {
  local::v1::Household says_nadia = martin();
  says_nadia.set_written_by(nadia_.id);
  const v1::HouseholdRow shown = row(omar_, 3, says_nadia.SerializeAsString());
  const Household one = judged(shown);
  EXPECT_EQ(one.standing, Standing::Open);
  EXPECT_EQ(one.by.value, omar_.id);
  const local::v1::KeptHousehold seen = one.seen;
  omar_leaves();
  EXPECT_EQ(judged(shown, seen).by.value, omar_.id) << "it counted when it was seen";
  EXPECT_EQ(judged(shown).standing, Standing::SignerGone);
  EXPECT_EQ(judged(shown).by.value, "") << "nobody has proven anything";
}

TEST_F(JudgedHousehold, OpensAndIsSeenFromThenOn) {
  const Household one = judged(row(nadia_, 3));
  EXPECT_EQ(one.standing, Standing::Open);
  EXPECT_EQ(one.content.name(), "Mme Martin");
  EXPECT_EQ(one.seen.version(), 3u);
  EXPECT_EQ(judged(row(nadia_, 4), one.seen).standing, Standing::Open);
}

TEST_F(JudgedHousehold, AnOlderOneThanWasSeenIsToldAndNotBelieved) {
  const Household seen = judged(row(nadia_, 3));
  for (const v1::HouseholdRow& shown : {row(nadia_, 2), row(nadia_, 3), row(omar_, 3)}) {
    const Household one = judged(shown, seen.seen);
    EXPECT_EQ(one.standing, Standing::Older) << "of this version another one was seen";
    EXPECT_EQ(one.content.name(), "");
    EXPECT_EQ(one.seen.version(), 0u);
  }
}

TEST_F(JudgedHousehold, OfAColleagueWhoLeftIsReadableWhereItWasSeen) {
  const v1::HouseholdRow written = row(omar_, 1);
  const Household seen = judged(written);
  ASSERT_EQ(seen.standing, Standing::Open);
  omar_leaves();
  EXPECT_EQ(judged(written, seen.seen).standing, Standing::Open);
  EXPECT_EQ(judged(written, seen.seen).content.name(), "Mme Martin");
}

TEST_F(JudgedHousehold, WhatTheOldKeyOfAColleagueSignsNowIsToldApart) {
  const Household seen = judged(row(nadia_, 1));
  omar_leaves();
  const Household forged = judged(row(omar_, 2), seen.seen);
  EXPECT_EQ(forged.standing, Standing::SignerGone);
  EXPECT_EQ(forged.seen.version(), 0u) << "it is not seen by being shown";
  EXPECT_EQ(judged(row(omar_, 1)).standing, Standing::SignerGone);
}

TEST_F(JudgedHousehold, OfWhoeverIsNoMediatorIsTakenForNoneOfOurs) {
  EXPECT_EQ(judged(row(lea_, 1)).standing, Standing::SignerGone);
  EXPECT_EQ(judged(row(lea_, 1)).seen.version(), 0u);
}

TEST_F(JudgedHousehold, WithASignatureOfNobodyIsDamaged) {
  const test::Holder relays{identity::PrivateKey::generate(), "", nadia_.id};
  const Household one = judged(row(relays, 1));
  EXPECT_EQ(one.standing, Standing::Damaged) << "Nadia is there, and did not sign it";
  EXPECT_EQ(one.content.name(), "");
  EXPECT_EQ(one.seen.version(), 0u);
  omar_leaves();
  const test::Holder in_omars_name{identity::PrivateKey::generate(), "", omar_.id};
  EXPECT_EQ(judged(row(in_omars_name, 1)).standing, Standing::SignerGone) << "nobody can tell";
  EXPECT_EQ(judged(row(in_omars_name, 1)).seen.version(), 0u);
}

TEST_F(JudgedHousehold, OfAMediatorWhoHasAnotherKeyNowIsToldApart) {
  const v1::HouseholdRow written = row(nadia_, 1);
  roster::Roster next = ours_.roster(2);
  for (roster::Member& member : next.members) {
    if (member.who.id.value != nadia_.id) continue;
    member.who.public_key = identity::PrivateKey::generate().public_key();
    member.cleared = now_;
  }
  ASSERT_TRUE(book_.take_in(ours_.news_of(next)));
  EXPECT_EQ(judged(written).standing, Standing::SignerGone) << "her new folder has seen nothing";
  EXPECT_EQ(judged(written).content.name(), "Mme Martin");
}

TEST_F(JudgedHousehold, AheadOfTheClockByMoreThanADayDoesNotCount) {
  const auto day = static_cast<std::uint64_t>(to_unix_ms(now_ + 24h));
  EXPECT_EQ(judged(row(nadia_, day)).standing, Standing::Open);
  for (const v1::HouseholdRow& ahead : {row(nadia_, day + 1), erased(nadia_, day + 1)}) {
    const Household one = judged(ahead);
    EXPECT_EQ(one.standing, Standing::Damaged);
    EXPECT_EQ(one.seen.version(), 0u);
    EXPECT_LE(one.next, day) << "it leaves room for those who come after";
  }
}

TEST_F(JudgedHousehold, OnlyWhatIsBelievedMovesWhatFollows) {
  EXPECT_EQ(judged(row(nadia_, 3)).next, 4u);
  const Household seen = judged(row(nadia_, 3));
  EXPECT_EQ(judged(row(lea_, 9), seen.seen).next, 4u);
  v1::HouseholdRow bare;
  bare.set_household_id(kMartin.value);
  bare.set_version(9);
  EXPECT_EQ(judged(bare, seen.seen).next, 4u);
}

TEST_F(JudgedHousehold, AnErasureOfAMediatorEndsItForGood) {
  const Household seen = judged(row(nadia_, 1));
  const Household gone = judged(erased(nadia_, 2), seen.seen);
  EXPECT_EQ(gone.standing, Standing::Erased);
  EXPECT_TRUE(gone.seen.erased());
  EXPECT_EQ(judged(row(nadia_, 3), gone.seen).standing, Standing::Older)
      << "nothing comes back behind it";
  v1::HouseholdRow bare;
  bare.set_household_id(kMartin.value);
  bare.set_version(3);
  EXPECT_EQ(judged(bare, gone.seen).standing, Standing::Older);
}

TEST_F(JudgedHousehold, AnErasureByNobodyWhoCountsErasesNothing) {
  const Household seen = judged(row(nadia_, 1));
  EXPECT_EQ(judged(erased(lea_, 2), seen.seen).standing, Standing::Missing);
  const v1::HouseholdRow by_omar = erased(omar_, 2);
  const Household believed = judged(by_omar, seen.seen);
  ASSERT_EQ(believed.standing, Standing::Erased);
  omar_leaves();
  EXPECT_EQ(judged(by_omar, seen.seen).standing, Standing::Missing);
  EXPECT_FALSE(believed.unsigned_erasure);
  const Household in_time = judged(by_omar, believed.seen);
  EXPECT_EQ(in_time.standing, Standing::Erased) << "it was seen in time";
  EXPECT_TRUE(in_time.unsigned_erasure) << "and somebody else has to say it now";
  const v1::HouseholdRow by_nadia = erased(nadia_, 2);
  EXPECT_EQ(judged(by_nadia, seen.seen).standing, Standing::Erased);
  EXPECT_EQ(judged(by_nadia, believed.seen).standing, Standing::Erased) << "whosever word it is";
  EXPECT_FALSE(judged(by_nadia, believed.seen).unsigned_erasure);
  EXPECT_EQ(judged(erased(nadia_, 1), seen.seen).standing, Standing::Damaged)
      << "before anything was written";
}

TEST_F(JudgedHousehold, WithoutContentIsAColleaguesUnlessItGoesBack) {
  const Household seen = judged(row(nadia_, 3));
  v1::HouseholdRow bare = row(nadia_, 3);
  bare.clear_signed_record();
  bare.clear_sealed_key();
  EXPECT_EQ(judged(bare, seen.seen).standing, Standing::Colleagues);
  bare.set_version(2);
  EXPECT_EQ(judged(bare, seen.seen).standing, Standing::Older);
}

TEST_F(JudgedHousehold, WhatTheRelaySaysBesideItsRecordIsFoundOut) {
  const std::vector<void (*)(v1::HouseholdRow&)> lies{
      [](v1::HouseholdRow& row) { row.set_household_id("00000000000000f2"); },
      [](v1::HouseholdRow& row) { row.set_version(2); },
      [](v1::HouseholdRow& row) { row.set_owner_operator_id("00000000000000ab"); },
      [](v1::HouseholdRow& row) { row.mutable_sealed_key()->back() ^= 1; },
      [](v1::HouseholdRow& row) { row.set_signed_record("nonsense"); },
      [](v1::HouseholdRow& row) { row.set_signed_erasure("nonsense"); },
  };
  for (const auto& lie : lies) {
    v1::HouseholdRow shown = row(nadia_, 1);
    lie(shown);
    EXPECT_EQ(judged(shown).standing, Standing::Damaged);
    EXPECT_EQ(judged(shown).content.name(), "");
  }
}

TEST_F(JudgedHousehold, WasChangedOnNoDayThatIsNone) {
  v1::HouseholdRow shown = row(nadia_, 3);
  for (const std::int64_t none : {std::int64_t{-1}, std::numeric_limits<std::int64_t>::max()}) {
    shown.set_changed_ms(none);
    EXPECT_EQ(judged(shown).changed, WallTime{});
  }
}

TEST_F(JudgedHousehold, IsLockedWithoutItsDataKey) {
  data_keys_ = {identity::PrivateKey::generate()};
  EXPECT_EQ(judged(row(nadia_, 1)).standing, Standing::Locked);
}

TEST_F(JudgedHousehold, ThatSaysWhatNoConsoleWritesIsNotShown) {
  local::v1::Household hostile = martin();
  hostile.set_phone("\x1b[2J");
  EXPECT_EQ(judged(row(nadia_, 1, hostile.SerializeAsString())).standing, Standing::Damaged);
  EXPECT_EQ(judged(row(nadia_, 1, "nonsense")).standing, Standing::Damaged);
}

TEST(HouseholdText, FitsWithANameAndNothingTooLong) {
  local::v1::Household what;
  EXPECT_FALSE(fits(what));
  what.set_name("Famille Diallo");
  what.set_remarks("Première ligne\nSeconde ligne");
  what.add_machine_ids("00000000000000bb");
  EXPECT_TRUE(fits(what));
  const auto spoilt = [&](auto change) {
    local::v1::Household other = what;
    change(other);
    return !fits(other);
  };
  EXPECT_TRUE(spoilt([](auto& h) { h.set_name("Famille\nDiallo"); }));
  EXPECT_TRUE(spoilt([](auto& h) { h.set_name(std::string(121, 'x')); }));
  EXPECT_TRUE(spoilt([](auto& h) { h.set_name("\xff"); }));
  EXPECT_TRUE(spoilt([](auto& h) { h.set_language(std::string(61, 'x')); }));
  EXPECT_TRUE(spoilt([](auto& h) { h.set_phone(std::string(61, 'x')); }));
  EXPECT_TRUE(spoilt([](auto& h) { h.set_remarks(std::string(4001, 'x')); }));
  EXPECT_TRUE(spoilt([](auto& h) { h.add_machine_ids("salon"); }));
  EXPECT_TRUE(spoilt([](auto& h) {
    for (int i = 0; i < 8; ++i) h.add_machine_ids("00000000000000bb");
  }));
}

}  // namespace
}  // namespace maintendue::console
