#include "relay/server/known_roster.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "base/files.h"
#include "roster/book_file.h"
#include "tests/support/organisation.h"
#include "tests/support/temp_folder.h"

namespace maintendue::server {
namespace {

using namespace std::chrono_literals;
using ::testing::HasSubstr;
using ::testing::ThrowsMessage;

class KnownRoster : public ::testing::Test {
 protected:
  KnownRoster() {
    EXPECT_TRUE(write_small_file(keys() / "root.crt", organisation_.trust().root_pem()));
  }

  const std::filesystem::path& keys() const { return folder_.path(); }
  void made(const roster::Book& book) const {
    ASSERT_TRUE(roster::keep_book(book, keys() / "roster"));
  }
  roster::Book begins(const Bytes& kept) const { return book_at_start(keys(), kept); }
  static Bytes bytes(const roster::Book& book) { return book.news().SerializeAsString(); }
  void expect_refused(const Bytes& kept, const char* words) const {
    EXPECT_THAT([&] { (void)begins(kept); }, ThrowsMessage<std::runtime_error>(HasSubstr(words)));
  }

  const test::TempFolder folder_;
  const test::Organisation organisation_;
  const test::Holder nadia_ = organisation_.operator_named();
  const WallTime now_ = organisation_.founded() + 48h;
};

TEST_F(KnownRoster, BeginsWithTheNewerOfWhatWasMadeAndWhatWasBrought) {
  expect_refused("", "There is no roster in");
  EXPECT_EQ(begins(bytes(organisation_.book(2))).edition().version, 2u);
  made(organisation_.book(4));
  EXPECT_EQ(begins("").edition().version, 4u);
  EXPECT_EQ(begins("nonsense").edition().version, 4u);
  EXPECT_EQ(begins(bytes(organisation_.book(3))).edition().version, 4u) << "from a backup";
  EXPECT_EQ(begins(bytes(organisation_.book(7))).edition().version, 7u);
  EXPECT_EQ(begins(bytes(test::Organisation().book(9))).edition().version, 4u);
  made(test::Organisation().book(9));
  expect_refused("", "is not this organisation's roster");
}

TEST_F(KnownRoster, TakesInWhatIsNewer) {
  roster::Book book = organisation_.book();
  const auto taken = take_in(book, organisation_.news(2), now_);
  ASSERT_TRUE(taken);
  EXPECT_TRUE(taken->roster);
  EXPECT_EQ(book.edition().version, 2u);
  EXPECT_EQ(take_in(book, organisation_.news(1), now_).error().code, Errc::OutOfDate);
  EXPECT_EQ(take_in(book, test::Organisation().news(9), now_).error().code, Errc::NotTrusted);
  EXPECT_EQ(book.edition().version, 2u);
}

TEST_F(KnownRoster, TakesInNoneThatIsDatedAhead) {
  roster::Book book = organisation_.book();
  roster::Roster ahead = organisation_.roster(2);
  ahead.made = now_ + 25h;
  ahead.ends = ahead.made + roster::kLife;
  EXPECT_EQ(take_in(book, organisation_.news_of(ahead), now_).error().code, Errc::BadMessage);
  EXPECT_EQ(book.edition().version, 1u);
  EXPECT_TRUE(take_in(book, organisation_.news_of(ahead), now_ + 2h));
  EXPECT_EQ(book.edition().version, 2u);
}

class KnownRosterOfTwoRoots : public KnownRoster {
 protected:
  KnownRosterOfTwoRoots() { made(next_.book()); }

  const test::Organisation next_ = organisation_.under_next_root(organisation_.founded() + 24h);
};

TEST_F(KnownRosterOfTwoRoots, ANewRootComesByTheKeysAlone) {
  roster::Book book = organisation_.book();
  const auto taken = take_in(book, next_.news(), now_);
  ASSERT_FALSE(taken);
  EXPECT_EQ(taken.error().code, Errc::NotTrusted);
  EXPECT_EQ(book.trust().number(), 1u);
  EXPECT_EQ(begins(bytes(organisation_.book(5))).trust().number(), 2u);
}

TEST_F(KnownRosterOfTwoRoots, WhatWasStatedUnderTheRootBeforeStillIs) {
  roster::Book before = organisation_.book(5);
  v1::RosterNews news;
  const OperatorId self{nadia_.id};
  *news.add_statements() = roster::sign_statement(
      {self, organisation_.founded() + 1h, roster::Suspension{self}}, organisation_.trust(),
      nadia_.key
  );
  ASSERT_TRUE(before.take_in(news)->suspension);
  EXPECT_TRUE(begins(bytes(before)).suspended(self));
}

// Those who followed the other line would not know this server any more.
TEST_F(KnownRosterOfTwoRoots, KeysOfAnotherRootThanTheOneItKnowsDoNotStart) {
  const test::Organisation third = next_.under_next_root(next_.founded() + 24h);
  const test::Organisation other = organisation_.under_next_root(next_.founded());
  constexpr auto kWords = "not of the root that this server knows";
  expect_refused(bytes(third.book()), kWords);  // an old folder came back
  expect_refused(bytes(other.book()), kWords);  // the root was replaced twice
  EXPECT_EQ(begins(bytes(next_.book(4))).edition().version, 4u);
}

}  // namespace
}  // namespace maintendue::server
