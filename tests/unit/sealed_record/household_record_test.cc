#include "household_record/household_record.h"

#include "sealed_household.h"

namespace maintendue::household_record {
namespace {

using test::kDiallo;
using test::kMartin;

class HouseholdRecordTest : public test::SealedHousehold {
 protected:
  Errc refusal(BytesView bytes, const roster::Book& book) const {
    const auto checked = check(bytes, book, now_);
    return checked ? Errc::Internal : checked.error().code;
  }
  Bytes erased(const test::Holder& who, std::uint64_t version = 2) const {
    return sign(Erasure{kMartin, version, now_, OperatorId{who.id}}, ours_.trust(), who.key);
  }
};

TEST_F(HouseholdRecordTest, CountsAsItsMediatorSignedIt) {
  const Record record = written(kMartin, 1).record;
  const Bytes bytes = signed_by(nadia_, record);
  EXPECT_LE(bytes.size(), kLongestRecord);
  EXPECT_EQ(check(bytes, ours_.book(), now_), record);
  EXPECT_EQ(content(bytes), record);
}

TEST_F(HouseholdRecordTest, NoByteOfItMayBeAnother) {
  const Bytes bytes = signed_by(nadia_, written(kMartin, 1).record);
  const roster::Book book = ours_.book();
  for (std::size_t at = 0; at < bytes.size(); ++at) {
    Bytes flipped = bytes;
    flipped[at] = static_cast<char>(flipped[at] ^ 1);
    EXPECT_EQ(refusal(flipped, book), Errc::NotTrusted) << at;
  }
  EXPECT_EQ(refusal(Bytes(), book), Errc::NotTrusted);
}

TEST_F(HouseholdRecordTest, OfWhoeverIsNoMediatorCountsForNothing) {
  const Record record = written(kMartin, 1).record;
  EXPECT_EQ(refusal(signed_by(lea_, record), ours_.book()), Errc::NotTrusted);
  EXPECT_EQ(refusal(signed_by(camille_, record), ours_.book()), Errc::NotTrusted);
  const test::Holder stranger{identity::PrivateKey::generate(), "", nadia_.id};
  EXPECT_EQ(refusal(signed_by(stranger, record), ours_.book()), Errc::NotTrusted);
}

TEST_F(HouseholdRecordTest, OfAColleagueWhoLeftOrIsSuspendedCountsNoMore) {
  const Bytes bytes = signed_by(nadia_, written(kMartin, 1).record);
  roster::Roster without = ours_.roster(2);
  std::erase_if(without.members, [&](const auto& m) { return m.who.id.value == nadia_.id; });
  roster::Book book = ours_.book();
  ASSERT_TRUE(book.take_in(ours_.news_of(without)));
  EXPECT_EQ(refusal(bytes, book), Errc::NotTrusted);
  EXPECT_TRUE(content(bytes)) << "what it says can be read all the same";

  roster::Book suspended = ours_.book();
  v1::RosterNews news;
  *news.add_statements() = roster::sign_statement(
      {OperatorId{nadia_.id}, now_, roster::Suspension{OperatorId{nadia_.id}}}, ours_.trust(),
      nadia_.key
  );
  ASSERT_TRUE(suspended.take_in(news));
  EXPECT_EQ(refusal(bytes, suspended), Errc::NotTrusted);
}

TEST_F(HouseholdRecordTest, OfAnotherOrganisationIsNone) {
  const test::Organisation theirs;
  const test::Holder nadia = theirs.operator_named();
  const Record record = written(kMartin, 1).record;
  EXPECT_EQ(refusal(sign(record, theirs.trust(), nadia_.key), ours_.book()), Errc::NotTrusted);
}

TEST_F(HouseholdRecordTest, AnErasureIsSignedAndIsNoRecord) {
  const Bytes bytes = erased(nadia_);
  const auto said = check_erasure(bytes, ours_.book(), now_);
  ASSERT_TRUE(said);
  EXPECT_EQ(said->household, kMartin);
  EXPECT_EQ(said->version, 2u);
  EXPECT_FALSE(check(bytes, ours_.book(), now_));
  const Bytes record = signed_by(nadia_, written(kDiallo, 2).record);
  EXPECT_FALSE(check_erasure(record, ours_.book(), now_));
  EXPECT_FALSE(check_erasure(erased(lea_), ours_.book(), now_));
  EXPECT_FALSE(check_erasure(erased(nadia_, 1), ours_.book(), now_))
      << "nothing was there to be erased";
}

TEST_F(HouseholdRecordTest, AnErasureHasNoByteThatMayBeAnother) {
  const Bytes bytes = erased(nadia_);
  const roster::Book book = ours_.book();
  for (std::size_t at = 0; at < bytes.size(); ++at) {
    Bytes flipped = bytes;
    flipped[at] = static_cast<char>(flipped[at] ^ 1);
    EXPECT_FALSE(check_erasure(flipped, book, now_)) << at;
  }
}

}  // namespace
}  // namespace maintendue::household_record
