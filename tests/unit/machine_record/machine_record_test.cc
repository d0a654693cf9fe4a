#include "machine_record/machine_record.h"

#include <gtest/gtest.h>

#include "support/verified.h"

namespace maintendue::machine_record {
namespace {

using namespace std::chrono_literals;
using test::Holder;

class MachineRecordTest : public ::testing::Test {
 protected:
  Record of(const Holder& by) const {
    return {
        MachineId{pc_.id}, test::key_hash(pc_), v1::VERIFIED_HOW_PHONE, now_, OperatorId{by.id}
    };
  }
  Bytes signed_by(const Holder& by) const { return sign(of(by), ours_.trust(), by.key); }
  // The error, or Internal when it counts.
  Errc refusal(BytesView bytes, const roster::Book& book) const {
    const Result<Record> checked = check(bytes, book, now_);
    return checked ? Errc::Internal : checked.error().code;
  }
  static v1::RosterNews suspends(
      const test::Organisation& ours, const Holder& who, const Holder& whom, WallTime at
  ) {
    v1::RosterNews news;
    *news.add_statements() = roster::sign_statement(
        {OperatorId{who.id}, at, roster::Suspension{OperatorId{whom.id}}}, ours.trust(), who.key
    );
    return news;
  }

  const test::Organisation ours_;
  const WallTime now_ = ours_.founded() + 48h;
  const Holder nadia_ = ours_.operator_named();
  const Holder lea_ = ours_.operator_named("Léa", {v1::ROLE_SUPPORT}, "00000000000000ee");
  const Holder camille_ = ours_.operator_named("Camille", {v1::ROLE_ADMIN}, "00000000000000c1");
  const Holder pc_ = ours_.machine();
};

TEST_F(MachineRecordTest, SaysWhatWasSigned) {
  const roster::Book book = ours_.book();
  for (const Holder& who : {nadia_, lea_}) {
    const Result<Record> record = check(signed_by(who), book, now_);
    ASSERT_TRUE(record) << record.error().detail;
    EXPECT_EQ(*record, of(who));
    EXPECT_EQ(*content(signed_by(who)), of(who));
  }
}

TEST_F(MachineRecordTest, IsNoneOfARoleThatMayNotVerify) {
  EXPECT_EQ(refusal(signed_by(camille_), ours_.book()), Errc::NotTrusted);
}

TEST_F(MachineRecordTest, IsNoneOfSomebodyWhoIsNotInTheRoster) {
  const Holder stranger =
      test::Organisation().operator_named("Zoé", {v1::ROLE_MEDIATOR}, "00000000000000dd");
  EXPECT_EQ(refusal(signed_by(stranger), ours_.book()), Errc::NotTrusted);
}

TEST_F(MachineRecordTest, CountsNoMoreOnceItsSignerHasLeftOrHasAnotherKey) {
  const Bytes record = signed_by(nadia_);
  roster::Book book = ours_.book();
  roster::Roster without = ours_.roster(2);
  std::erase_if(without.members, [&](const auto& m) { return m.who.id.value == nadia_.id; });
  ASSERT_TRUE(book.take_in(ours_.news_of(without)));
  EXPECT_EQ(refusal(record, book), Errc::NotTrusted);

  roster::Book another_key = ours_.book();
  (void)ours_.operator_named();  // Nadia's new PC
  ASSERT_TRUE(another_key.take_in(ours_.news(2)));
  EXPECT_EQ(refusal(record, another_key), Errc::NotTrusted);
}

TEST_F(MachineRecordTest, CountsNoMoreWhileItsSignerIsSuspended) {
  roster::Book book = ours_.book();
  ASSERT_TRUE(book.take_in(suspends(ours_, nadia_, nadia_, now_)));
  EXPECT_EQ(refusal(signed_by(nadia_), book), Errc::NotTrusted);
}

TEST_F(MachineRecordTest, DatedFarAheadCountsForNobody) {
  Record ahead = of(nadia_);
  ahead.at = now_ + 25h;
  EXPECT_EQ(refusal(sign(ahead, ours_.trust(), nadia_.key), ours_.book()), Errc::NotTrusted);
  ahead.at = now_ + 23h;
  EXPECT_EQ(refusal(sign(ahead, ours_.trust(), nadia_.key), ours_.book()), Errc::Internal);
}

TEST_F(MachineRecordTest, OfAnotherOrganisationIsNone) {
  const test::Organisation theirs("Ailleurs");
  const Bytes record = sign(of(nadia_), theirs.trust(), nadia_.key);
  EXPECT_EQ(refusal(record, ours_.book()), Errc::NotTrusted);
}

TEST_F(MachineRecordTest, SomebodyElsesSignatureUnderAKnownIdIsNone) {
  Record forged = of(nadia_);
  EXPECT_EQ(refusal(sign(forged, ours_.trust(), lea_.key), ours_.book()), Errc::NotTrusted);
}

TEST_F(MachineRecordTest, WithAnyByteFlippedIsNoneOrTheSame) {
  const Bytes good = signed_by(nadia_);
  const roster::Book book = ours_.book();
  for (std::size_t at = 0; at < good.size(); ++at) {
    Bytes bad = good;
    bad[at] = static_cast<char>(bad[at] ^ 1);
    const Result<Record> checked = check(bad, book, now_);
    EXPECT_FALSE(checked) << at;
  }
  for (std::size_t length = 0; length < good.size(); ++length) {
    EXPECT_FALSE(check(good.substr(0, length), book, now_)) << length;
  }
}

TEST_F(MachineRecordTest, ThatSaysNothingIsNone) {
  for (int hole = 0; hole < 3; ++hole) {
    Record record = of(nadia_);
    if (hole == 0) record.machine = MachineId{"salon"};
    if (hole == 1) record.key_hash.pop_back();
    if (hole == 2) record.how = static_cast<v1::VerifiedHow>(17);
    EXPECT_EQ(refusal(sign(record, ours_.trust(), nadia_.key), ours_.book()), Errc::NotTrusted);
  }
}

}  // namespace
}  // namespace maintendue::machine_record
