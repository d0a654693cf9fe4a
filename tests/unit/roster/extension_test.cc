// A roster that has ended while its administrator was gone: what its deputy's word is worth.
#include "team.h"

namespace maintendue::roster {
namespace {

using test::Holder;
using test::kDay;
using namespace std::chrono_literals;

class ExtensionTest : public test::RosterOfThree {
 protected:
  ExtensionTest() { take(of_deputy(nadia_, 1)); }

  // Everybody, with one of them as the deputy.
  Roster people(const Holder& deputy, std::uint64_t version) const {
    Roster roster = ours_.roster(version);
    for (Member& member : roster.members) member.deputy = member.who.id.value == deputy.id;
    return roster;
  }
  v1::RosterNews of_deputy(const Holder& deputy, std::uint64_t version) const {
    return ours_.news_of(people(deputy, version));
  }
  v1::RosterNews extended(const Holder& who, WallTime at, Edition edition = {1, 1}) const {
    return stated(who, at, Extension{edition});
  }
  bool known(const Holder& who, WallTime now) const {
    return book_.recognise(badge(who), now).has_value();
  }
  Book::Taken take(const v1::RosterNews& news) {
    const auto taken = book_.take_in(news);
    EXPECT_TRUE(taken);
    return taken.value_or(Book::Taken{});
  }

  const WallTime end_ = made_ + kLife;
  Book book_{ours_.trust()};
};

TEST_F(ExtensionTest, MediatorsAndSupportCountThirtyDaysMore) {
  EXPECT_FALSE(known(nadia_, end_));
  EXPECT_TRUE(take(extended(nadia_, end_ + kDay)).extension);
  EXPECT_TRUE(book_.extended());
  EXPECT_EQ(book_.ends(), end_ + 30 * kDay);
  for (const Holder& who : {nadia_, lea_}) {
    EXPECT_TRUE(known(who, end_));
    EXPECT_TRUE(known(who, end_ + 30 * kDay - 1s));
    EXPECT_FALSE(known(who, end_ + 30 * kDay));
  }
}

TEST_F(ExtensionTest, NobodyIsAnAdministratorByIt) {
  take(extended(nadia_, end_ + kDay));
  EXPECT_TRUE(known(camille_, end_ - 1s));
  EXPECT_FALSE(known(camille_, end_ + kDay));
  Roster both = people(nadia_, 2);
  for (Member& member : both.members) {
    if (member.who.id.value == lea_.id) member.who.roles.push_back(v1::ROLE_ADMIN);
  }
  take(ours_.news_of(both));
  take(extended(nadia_, end_ + kDay, {1, 2}));
  const auto lea = book_.recognise(badge(lea_), end_ + kDay);
  ASSERT_TRUE(lea);
  EXPECT_EQ(lea->roles, std::vector{v1::ROLE_SUPPORT});
}

TEST_F(ExtensionTest, OnlyTheDeputySaysSo) {
  EXPECT_FALSE(take(extended(lea_, end_ + kDay)).extension);
  EXPECT_FALSE(take(extended(camille_, end_ + kDay)).extension);
  EXPECT_FALSE(known(lea_, end_ + kDay));
  Book without(ours_.trust());
  ASSERT_TRUE(without.take_in(ours_.news()));
  EXPECT_FALSE(without.take_in(extended(nadia_, end_ + kDay))->extension);
  EXPECT_FALSE(without.extended());
}

TEST_F(ExtensionTest, ADeputyWhoIsSuspendedCannot) {
  take(extended(nadia_, end_ + kDay));
  take(suspends(camille_, nadia_, end_ + 2 * kDay));
  EXPECT_TRUE(known(lea_, end_ + 2 * kDay)) << "one voice of another is none";
  take(suspends(lea_, nadia_, end_ + 2 * kDay));
  EXPECT_FALSE(book_.extended());
  EXPECT_FALSE(known(lea_, end_ + 2 * kDay));
  EXPECT_EQ(book_.ends(), end_);
}

TEST_F(ExtensionTest, ADeputyWhoIsOneNoMoreCannot) {
  take(extended(nadia_, end_ + kDay));
  take(of_deputy(lea_, 2));
  EXPECT_FALSE(book_.extended());
  EXPECT_FALSE(take(extended(nadia_, end_ + kDay, {1, 2})).extension);
  Roster gone = people(nadia_, 3);
  std::erase_if(gone.members, [&](const Member& member) { return member.deputy; });
  take(ours_.news_of(gone));
  EXPECT_FALSE(take(extended(nadia_, end_ + kDay, {1, 3})).extension);
}

TEST_F(ExtensionTest, WhatSheSaidOfAnOlderRosterIsNothing) {
  take(of_deputy(nadia_, 2));
  EXPECT_FALSE(take(extended(nadia_, end_ + kDay, {1, 1})).extension);
  EXPECT_FALSE(known(lea_, end_ + kDay));
}

TEST_F(ExtensionTest, CanOnlyBeSaidOnceItHasEnded) {
  EXPECT_FALSE(take(extended(nadia_, end_ - 1s)).extension);
  EXPECT_TRUE(take(extended(nadia_, end_)).extension);
}

TEST_F(ExtensionTest, SayingItAgainMakesItNoLonger) {
  take(extended(nadia_, end_));
  take(extended(nadia_, end_ + 29 * kDay));
  EXPECT_EQ(book_.ends(), end_ + 30 * kDay);
  EXPECT_FALSE(take(extended(nadia_, end_ + 30 * kDay)).extension);
  EXPECT_FALSE(known(lea_, end_ + 30 * kDay));
}

TEST_F(ExtensionTest, ANewRosterTakesItsPlace) {
  take(extended(nadia_, end_ + kDay));
  Roster renewed = people(nadia_, 2);
  renewed.made = end_ + 2 * kDay;
  renewed.ends = renewed.made + kLife;
  take(ours_.news_of(renewed));
  EXPECT_FALSE(book_.extended());
  EXPECT_TRUE(known(camille_, end_ + 2 * kDay));
}

TEST_F(ExtensionTest, IsTheDeputysConfirmationForEverybodyElse) {
  take(extended(nadia_, end_ + kDay));
  EXPECT_TRUE(book_.confirmed_for(OperatorId{lea_.id}, end_ + kDay));
  EXPECT_FALSE(book_.confirmed_for(OperatorId{nadia_.id}, end_ + kDay));
  take(confirmed(lea_, end_ + kDay));
  EXPECT_TRUE(book_.confirmed_for(OperatorId{nadia_.id}, end_ + kDay));
}

TEST_F(ExtensionTest, OfADayThatHasNotComeConfirmsNothing) {
  take(extended(nadia_, end_ + 3 * kDay));
  EXPECT_FALSE(book_.confirmed_for(OperatorId{lea_.id}, end_ + kDay));
  EXPECT_TRUE(book_.confirmed_for(OperatorId{lea_.id}, end_ + 2 * kDay));
}

TEST_F(ExtensionTest, TravelsInTheNews) {
  take(extended(nadia_, end_ + kDay));
  Book other(ours_.trust());
  const auto taken = other.take_in(book_.news());
  ASSERT_TRUE(taken);
  EXPECT_TRUE(taken->extension);
  EXPECT_EQ(other.ends(), end_ + 30 * kDay);
  EXPECT_EQ(other.date(), end_ + kDay);
  EXPECT_EQ(other.news().SerializeAsString(), book_.news().SerializeAsString());
  EXPECT_FALSE(*other.take_in(book_.news())) << "twice is nothing new";
}

}  // namespace
}  // namespace maintendue::roster
