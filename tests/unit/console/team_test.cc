#include "console/roster/team.h"

#include <gtest/gtest.h>

#include "base/files.h"
#include "roster/book_file.h"
#include "support/organisation.h"
#include "support/photo.h"
#include "support/temp_folder.h"

namespace maintendue::console {
namespace {

using Kind = roster::Change::Kind;

class TeamTest : public ::testing::Test {
 protected:
  Team open() {
    auto book = roster::open_book(folder_.path() / "roster", ours_.trust());
    return Team(io_.get_executor(), std::move(*book), folder_.path(), OperatorId{nadia_.id});
  }
  TeamTest() { EXPECT_TRUE(roster::keep_book(ours_.book(), folder_.path() / "roster")); }

  net::io_context io_;
  const test::Organisation ours_;
  const test::Holder nadia_ = ours_.operator_named();
  const test::Holder camille_ =
      ours_.operator_named("Camille", {v1::ROLE_ADMIN}, "00000000000000c1");
  const test::TempFolder folder_;
};

TEST_F(TeamTest, TheFirstTimeEverythingIsRead) { EXPECT_TRUE(open().unread().empty()); }

TEST_F(TeamTest, WhatChangedIsToldUntilItIsReadAlsoAfterARestart) {
  {
    Team team = open();
    (void)ours_.operator_named("Zoé", {v1::ROLE_MEDIATOR}, "00000000000000ee");
    ASSERT_TRUE(team.hear(ours_.news(2)));
    ASSERT_EQ(team.unread().size(), 1u);
    EXPECT_EQ(team.unread()[0].kind, Kind::Added);
  }
  Team again = open();
  EXPECT_EQ(again.book().edition().version, 2u);
  EXPECT_EQ(again.unread().size(), 1u);
  again.mark_read();
  EXPECT_TRUE(again.unread().empty());
  EXPECT_TRUE(open().unread().empty());
}

TEST_F(TeamTest, AnExtensionIsToldUntilItIsRead) {
  roster::Roster of_nadia = ours_.roster(2);
  for (roster::Member& member : of_nadia.members) member.deputy = member.who.id.value == nadia_.id;
  Team team = open();
  ASSERT_TRUE(team.hear(ours_.news_of(of_nadia)));
  team.mark_read();
  EXPECT_FALSE(team.newly_extended());
  v1::RosterNews news;
  *news.add_statements() = roster::sign_statement(
      {OperatorId{nadia_.id}, of_nadia.ends, roster::Extension{{1, 2}}}, ours_.trust(), nadia_.key
  );
  ASSERT_TRUE(team.hear(news));
  ASSERT_TRUE(team.newly_extended());
  EXPECT_EQ(team.newly_extended()->name, "Nadia");
  team.mark_read();
  EXPECT_FALSE(open().newly_extended());
}

TEST_F(TeamTest, OnesOwnPictureIsTheFileThatTheRosterNames) {
  const auto names = [&](const Bytes& hash, std::uint64_t version) {
    roster::Roster next = ours_.roster(version);
    for (roster::Member& member : next.members) {
      if (member.who.id.value == nadia_.id) member.photo_hash = hash;
    }
    return ours_.news_of(next);
  };
  const auto put = [&](const Bytes& jpeg) {
    ASSERT_TRUE(write_small_file(folder_.path() / "photo.jpg", jpeg));
  };
  Team team = open();
  put(test::photo());
  EXPECT_EQ(team.photo(), "");
  ASSERT_TRUE(team.hear(names(identity::sha256(test::photo()), 2)));
  EXPECT_EQ(team.photo(), test::photo());
  put(test::photo({}, "somebody else"));
  EXPECT_EQ(team.photo(), "");
  const Bytes with_note = test::photo("Exif: at home");
  put(with_note);
  ASSERT_TRUE(team.hear(names(identity::sha256(with_note), 3)));
  EXPECT_EQ(team.photo(), "");
}

TEST_F(TeamTest, ASuspensionIsToldToo) {
  Team team = open();
  v1::RosterNews news;
  *news.add_statements() = roster::sign_statement(
      {OperatorId{camille_.id}, ours_.founded(), roster::Suspension{OperatorId{camille_.id}}},
      ours_.trust(), camille_.key
  );
  ASSERT_TRUE(team.hear(news));
  ASSERT_EQ(team.newly_suspended().size(), 1u);
  EXPECT_EQ(team.newly_suspended()[0].name, "Camille");
  team.mark_read();
  EXPECT_TRUE(team.newly_suspended().empty());
}

TEST_F(TeamTest, NothingOlderNorForeignIsTakenIn) {
  Team team = open();
  ASSERT_TRUE(team.hear(ours_.news(3)));
  EXPECT_EQ(team.hear(ours_.news(2)).error().code, Errc::OutOfDate);
  EXPECT_EQ(team.hear(test::Organisation().news(9)).error().code, Errc::NotTrusted);
  EXPECT_EQ(team.book().edition().version, 3u);
}

TEST_F(TeamTest, OfTwoOfOneEditionThePublishedOneStays) {
  Team team = open();
  ASSERT_TRUE(team.hear(ours_.news(2)));
  roster::Roster other = ours_.roster(2);
  other.members.pop_back();
  EXPECT_TRUE(team.hear(ours_.news_of(other)));
  EXPECT_EQ(team.book().roster().members.size(), 1u);
}

}  // namespace
}  // namespace maintendue::console
