// What a PC makes of a roster: who may be here, from now on.
#include "agent/service/state/known_roster.h"

#include <gtest/gtest.h>

#include "roster/book_file.h"
#include "support/organisation.h"
#include "support/temp_folder.h"

namespace maintendue::test {
namespace {

using namespace std::chrono_literals;

class KnownRosterTest : public ::testing::Test {
 protected:
  identity::Badge badge(const Holder& who) const {
    return {OperatorId{who.id}, who.key.public_key()};
  }
  bool admits(const Holder& who) const {
    return agent::admit(roster_.book(), badge(who), organisation_.founded()).has_value();
  }

  Organisation organisation_;
  const Holder nadia_ = organisation_.operator_named("Nadia");
  const Holder lea_ = organisation_.operator_named("Léa", {v1::ROLE_SUPPORT}, "00000000000000ee");
  const Holder camille_ =
      organisation_.operator_named("Camille", {v1::ROLE_ADMIN}, "00000000000000c1");
  TempFolder folder_;
  int changes_ = 0;
  agent::KnownRoster roster_{organisation_.book(), folder_.path() / "roster", [this] {
                               ++changes_;
                             }};
};

TEST_F(KnownRosterTest, AdmitsWhoAssistsFamilies) {
  EXPECT_TRUE(admits(nadia_));
  EXPECT_TRUE(admits(lea_));
  EXPECT_FALSE(admits(camille_)) << "an administrator sees no screen";
}

TEST_F(KnownRosterTest, TellsWhenSomebodyMayBeAnOperatorNoMore) {
  roster::Roster next = organisation_.roster(2);
  std::erase_if(next.members, [&](const auto& member) { return member.who.id.value == nadia_.id; });
  roster_.hear(organisation_.news_of(next));
  EXPECT_EQ(changes_, 1);
  EXPECT_FALSE(admits(nadia_));
  roster_.hear(organisation_.news_of(next));
  EXPECT_EQ(changes_, 1) << "nothing new";
}

TEST_F(KnownRosterTest, ASuspensionCountsAtOnceAndOverARestart) {
  v1::RosterNews news;
  *news.add_statements() = roster::sign_statement(
      {OperatorId{nadia_.id}, organisation_.founded(), roster::Suspension{OperatorId{nadia_.id}}},
      organisation_.trust(), nadia_.key
  );
  roster_.hear(news);
  EXPECT_EQ(changes_, 1);
  EXPECT_FALSE(admits(nadia_));
  const auto kept = roster::open_book(folder_.path() / "roster", organisation_.trust());
  ASSERT_TRUE(kept);
  EXPECT_TRUE(kept->suspended(OperatorId{nadia_.id}));
}

TEST_F(KnownRosterTest, AConfirmationIsKeptAndDisturbsNobody) {
  v1::RosterNews news;
  *news.add_statements() = roster::sign_statement(
      {OperatorId{lea_.id}, organisation_.founded() + 24h, roster::NewestKnown{{1, 1}}},
      organisation_.trust(), lea_.key
  );
  roster_.hear(news);
  EXPECT_EQ(changes_, 0);
  EXPECT_EQ(roster_.book().confirmed_by(OperatorId{lea_.id}), organisation_.founded() + 24h);
}

TEST_F(KnownRosterTest, WhatIsOlderOrNotOursChangesNothing) {
  roster_.hear(organisation_.news(5));
  changes_ = 0;
  roster_.hear(organisation_.news(4));
  roster_.hear(Organisation().news(9));
  v1::RosterNews nonsense;
  nonsense.set_signed_roster("nonsense");
  roster_.hear(nonsense);
  EXPECT_EQ(changes_, 0);
  EXPECT_EQ(roster_.book().edition().version, 5u);
}

TEST_F(KnownRosterTest, AFullDiskKeepsNobodyIn) {
  agent::KnownRoster nowhere(
      organisation_.book(), folder_.path() / "no" / "such" / "roster", [this] { ++changes_; }
  );
  roster::Roster next = organisation_.roster(2);
  next.members.pop_back();
  nowhere.hear(organisation_.news_of(next));
  EXPECT_EQ(nowhere.book().edition().version, 2u);
  EXPECT_EQ(changes_, 1);
}

}  // namespace
}  // namespace maintendue::test
