// What a PC, a console and the relay believe of whatever they are told.
#include "team.h"

namespace maintendue::roster {
namespace {

using test::Holder;
using test::kDay;
using namespace std::chrono_literals;

class BookTest : public test::RosterOfThree {
 protected:
  void expect_known(const Holder& who, WallTime now) const {
    const auto known = book_.recognise(badge(who), now);
    EXPECT_TRUE(known) << known.error().detail;
  }
  void expect_nobody(const Holder& who, WallTime now) const {
    const auto known = book_.recognise(badge(who), now);
    ASSERT_FALSE(known);
    EXPECT_EQ(known.error().code, Errc::NotTrusted);
  }
  void expect_stale(const Holder& at_the_door, WallTime now) const {
    const auto confirmed = book_.confirmed_for(OperatorId{at_the_door.id}, now);
    ASSERT_FALSE(confirmed);
    EXPECT_EQ(confirmed.error().code, Errc::OutOfDate);
  }
  void expect_confirmed(const Holder& at_the_door, WallTime now) const {
    const auto confirmed = book_.confirmed_for(OperatorId{at_the_door.id}, now);
    EXPECT_TRUE(confirmed) << confirmed.error().detail;
  }
  void take(const v1::RosterNews& news) { ASSERT_TRUE(book_.take_in(news)); }
  // The roster without somebody, as a later version.
  v1::RosterNews without(const Holder& who, std::uint64_t version) const {
    Roster next = ours_.roster(version);
    std::erase_if(next.members, [&](const Member& member) {
      return member.who.id.value == who.id;
    });
    next.made += kDay;
    return ours_.news_of(next);
  }

  Book book_{ours_.trust()};
};

TEST_F(BookTest, EmptyKnowsNobody) {
  expect_nobody(nadia_, made_);
  expect_stale(nadia_, made_);
  EXPECT_EQ(book_.edition(), Edition{});
}

TEST_F(BookTest, KnowsWhoIsInTheRosterByHerKey) {
  take(ours_.news());
  const auto nadia = book_.recognise(badge(nadia_), made_);
  ASSERT_TRUE(nadia);
  EXPECT_EQ(nadia->name, "Nadia");
  EXPECT_EQ(nadia->roles, std::vector{v1::ROLE_MEDIATOR});
  const auto other_key = identity::PrivateKey::generate().public_key();
  EXPECT_FALSE(book_.recognise({OperatorId{nadia_.id}, other_key}, made_));
  EXPECT_FALSE(book_.recognise({OperatorId{lea_.id}, nadia_.key.public_key()}, made_));
}

TEST_F(BookTest, OfARosterThatHasEndedNobodyIsAnOperator) {
  take(ours_.news());
  expect_known(nadia_, made_ + kLife - 1s);
  expect_nobody(nadia_, made_ + kLife);
}

TEST_F(BookTest, OfTwoOfOneEditionThePublishedOneTakesThePlaceOfOurs) {
  take(ours_.news(2));
  take(suspends(lea_, lea_, made_));
  EXPECT_EQ(book_.take_in(without(nadia_, 2)).error().code, Errc::OutOfDate);
  const auto taken = book_.take_published(without(nadia_, 2));
  ASSERT_TRUE(taken && *taken);
  EXPECT_TRUE(taken->roster && taken->instead);
  EXPECT_EQ(book_.edition(), (Edition{1, 2}));
  expect_nobody(nadia_, made_ + kDay);
  EXPECT_TRUE(book_.suspended(OperatorId{lea_.id})) << "what was stated here stays";
  EXPECT_FALSE(*book_.take_published(without(nadia_, 2)));
}

TEST_F(BookTest, WhatWasPublishedIsNeverOlderNorForeign) {
  take(ours_.news(2));
  EXPECT_EQ(book_.take_published(without(nadia_, 1)).error().code, Errc::OutOfDate);
  EXPECT_EQ(book_.take_published(test::Organisation().news(2)).error().code, Errc::NotTrusted);
  expect_known(nadia_, made_);
  const auto newer = book_.take_published(without(nadia_, 3));
  ASSERT_TRUE(newer);
  EXPECT_TRUE(newer->roster && !newer->instead);
}

TEST_F(BookTest, NothingOlderIsEverTakenIn) {
  take(without(nadia_, 2));
  expect_nobody(nadia_, made_ + kDay);
  const auto older = book_.take_in(ours_.news(1));
  ASSERT_FALSE(older);
  EXPECT_EQ(older.error().code, Errc::OutOfDate);
  expect_nobody(nadia_, made_ + kDay);
}

TEST_F(BookTest, AnotherRosterOfTheSameEditionIsNotTakenIn) {
  take(without(nadia_, 2));
  EXPECT_EQ(book_.take_in(without(lea_, 2)).error().code, Errc::OutOfDate);
  expect_nobody(nadia_, made_ + kDay);
  expect_known(lea_, made_ + kDay);
  const auto same = book_.take_in(without(nadia_, 2));  // signed anew: other bytes
  ASSERT_TRUE(same);
  EXPECT_FALSE(*same);
}

TEST_F(BookTest, ARevokedMachineIsKnownAsOneAndNoOtherListOfTheSameEditionIsTaken) {
  const MachineId stolen{"00000000000000bb"};
  EXPECT_FALSE(book_.revoked(stolen));
  Roster roster = ours_.roster(2);
  roster.revoked.insert(stolen);
  take(ours_.news_of(roster));
  EXPECT_TRUE(book_.revoked(stolen));
  EXPECT_FALSE(book_.revoked(MachineId{"00000000000000cc"}));
  EXPECT_EQ(book_.take_in(ours_.news(2)).error().code, Errc::OutOfDate);
  EXPECT_TRUE(book_.revoked(stolen));
}

TEST_F(BookTest, OfOneEditionThereIsOneRosterInEveryPartOfIt) {
  take(ours_.news(2));
  const Roster same = ours_.roster(2);
  Roster phone = same, deputy = same, photo = same, data_key = same, recovery_key = same,
         sooner = same, hours = same;
  phone.phone = "02 99 00 00 00";
  deputy.members[1].deputy = true;
  photo.members[1].photo_hash = identity::sha256("nadia");
  data_key.data_key = identity::PrivateKey::generate().public_key();
  recovery_key.recovery_key = identity::PrivateKey::generate().public_key();
  sooner.ends -= kDay;
  hours.hours.open = {{0, std::chrono::hours{9}, std::chrono::hours{17}}};
  for (const Roster& other : {hours, phone, deputy, photo, data_key, recovery_key, sooner}) {
    EXPECT_EQ(book_.take_in(ours_.news_of(other)).error().code, Errc::OutOfDate);
  }
}

TEST_F(BookTest, ANewRosterKeyReplacesTheOldForGood) {
  const auto next = identity::make_roster_key(ours_.root(), 2, made_);
  Roster roster = ours_.roster();
  roster.edition = {2, 1};
  v1::RosterNews news;
  news.set_signed_roster(sign_roster(roster, ours_.trust(), next));
  take(news);
  EXPECT_EQ(book_.take_in(ours_.news(1000)).error().code, Errc::OutOfDate);
}

TEST_F(BookTest, WhatIsNotOursChangesNothing) {
  take(ours_.news());
  v1::RosterNews mixed = test::Organisation().news(9);
  *mixed.add_statements() = suspends(nadia_, nadia_, made_).statements(0);
  EXPECT_EQ(book_.take_in(mixed).error().code, Errc::NotTrusted);
  expect_known(nadia_, made_);
}

// ---- held back by the relay
// ------------------------------------------------------------------------

TEST_F(BookTest, AFreshRosterNeedsNoConfirmation) {
  take(ours_.news());
  expect_confirmed(nadia_, made_ + kConfirmedFor);
  expect_stale(nadia_, made_ + kConfirmedFor + 1s);
}

TEST_F(BookTest, TheOneAtTheDoorDoesNotConfirmItself) {
  take(ours_.news());
  const WallTime later = made_ + 100 * kDay;
  take(confirmed(nadia_, later));
  expect_stale(nadia_, later);
  expect_confirmed(lea_, later);
  take(confirmed(camille_, later - kConfirmedFor));
  expect_confirmed(nadia_, later);
  expect_stale(nadia_, later + 1s);
}

TEST_F(BookTest, WhoKnowsANewerOneTellsThatOursIsHeldBack) {
  take(ours_.news());
  take(confirmed(camille_, made_ + kDay, 2));
  expect_stale(nadia_, made_ + kDay);
  take(ours_.news(2));
  expect_confirmed(nadia_, made_ + kDay);
}

TEST_F(BookTest, AConfirmationOfAnOlderOneIsNone) {
  take(ours_.news(2));
  take(confirmed(camille_, made_ + 50 * kDay, 1));
  expect_stale(nadia_, made_ + 50 * kDay);
}

TEST_F(BookTest, NobodyConfirmsForOneAlone) {
  Roster alone = ours_.roster();
  std::erase_if(alone.members, [&](const Member& member) {
    return member.who.id.value != nadia_.id;
  });
  alone.members[0].who.roles.push_back(v1::ROLE_ADMIN);
  take(ours_.news_of(alone));
  expect_confirmed(nadia_, made_ + 300 * kDay);
}

TEST_F(BookTest, WhoWasRemovedOrSuspendedConfirmsNothing) {
  take(ours_.news());
  const WallTime later = made_ + 100 * kDay;
  take(confirmed(lea_, later));
  expect_confirmed(nadia_, later);
  take(suspends(lea_, lea_, later));
  expect_stale(nadia_, later);
  Roster next = ours_.roster(2);
  std::erase_if(next.members, [&](const Member& member) { return member.who.id.value == lea_.id; });
  take(ours_.news_of(next));
  take(confirmed(lea_, later + kDay, 2));
  expect_stale(nadia_, later + kDay);
}

TEST_F(BookTest, AnOlderStatementDoesNotReplaceANewer) {
  take(ours_.news());
  take(confirmed(camille_, made_ + 60 * kDay));
  take(confirmed(camille_, made_ + 10 * kDay));
  EXPECT_EQ(book_.confirmed_by(OperatorId{camille_.id}), made_ + 60 * kDay);
}

// ---- suspension
// ----------------------------------------------------------------------------------

TEST_F(BookTest, OneSuspendsOneselfAtOnce) {
  take(ours_.news());
  take(suspends(nadia_, nadia_, made_ + 1h));
  expect_nobody(nadia_, made_ + 1h);
  expect_known(lea_, made_ + 1h);
}

TEST_F(BookTest, TwoSuspendAThirdOneDoesNot) {
  take(ours_.news());
  take(suspends(camille_, nadia_, made_ + 1h));
  take(suspends(camille_, nadia_, made_ + 2h));
  expect_known(nadia_, made_ + 2h);
  EXPECT_EQ(book_.suspenders(OperatorId{nadia_.id}).size(), 1u);
  take(suspends(lea_, nadia_, made_ + 2h));
  expect_nobody(nadia_, made_ + 2h);
}

TEST_F(BookTest, ANewRosterAloneLiftsNoSuspension) {
  take(ours_.news());
  take(suspends(nadia_, nadia_, made_ + 1h));
  take(ours_.news(2));
  expect_nobody(nadia_, made_ + 1h);
}

TEST_F(BookTest, TheAdministratorLiftsItForGood) {
  take(ours_.news());
  const v1::RosterNews said = suspends(nadia_, nadia_, made_ + 1h);
  take(said);
  Roster cleared = ours_.roster(2);
  for (Member& member : cleared.members) {
    if (member.who.id.value == nadia_.id) member.cleared = made_ + 2h;
  }
  take(ours_.news_of(cleared));
  expect_known(nadia_, made_ + 2h);
  take(said);  // said again by a relay that kept it
  expect_known(nadia_, made_ + 2h);
  take(suspends(nadia_, nadia_, made_ + 3h));
  expect_nobody(nadia_, made_ + 3h);
}

TEST_F(BookTest, WhoWasRemovedSuspendsNobody) {
  take(ours_.news());
  take(suspends(camille_, nadia_, made_ + 1h));
  take(suspends(lea_, nadia_, made_ + 1h));
  expect_nobody(nadia_, made_ + 2h);
  take(without(lea_, 2));
  expect_known(nadia_, made_ + 2h);
}

TEST_F(BookTest, WhatTheOldKeyStatedIsNotSaidByTheNewOne) {
  take(ours_.news());
  take(suspends(camille_, nadia_, made_ + 1h));
  take(suspends(lea_, nadia_, made_ + 1h));
  expect_nobody(nadia_, made_ + 2h);
  Roster next = ours_.roster(2);
  for (Member& member : next.members) {
    if (member.who.id.value != lea_.id) continue;
    member.who.public_key = identity::PrivateKey::generate().public_key();
  }
  take(ours_.news_of(next));
  expect_known(nadia_, made_ + 2h);
}

// ---- an operator who states what is not to be stated
// -------------------------------------------------

TEST_F(BookTest, AStatementOfYearsAheadIsPassedOver) {
  take(ours_.news());
  take(suspends(nadia_, nadia_, made_ + kLife + kExtension));
  expect_known(nadia_, made_);
  take(suspends(nadia_, nadia_, made_ + kLife + kExtension - 1s));
  expect_nobody(nadia_, made_);
}

TEST_F(BookTest, AConfirmationOfADayThatHasNotComeConfirmsNothing) {
  take(ours_.news());
  const WallTime later = made_ + 100 * kDay;
  take(confirmed(camille_, later + 2 * kDay));
  expect_stale(nadia_, later);
  expect_confirmed(nadia_, later + kDay);
}

TEST_F(BookTest, NothingTravelsAlongThatWasNotSigned) {
  take(ours_.news());
  v1::RosterNews said = confirmed(nadia_, made_ + 1h);
  const std::size_t honest = said.ByteSizeLong();
  v1::SignedStatement& words = *said.mutable_statements(0);
  // A field that no version knows, as bytes on the wire: number 15, a text of 40 kB.
  const Bytes stowaway = words.SerializeAsString() + "\x7a\xc0\xb8\x02" + Bytes(40'000, 'x');
  ASSERT_TRUE(words.ParseFromString(stowaway));
  take(said);
  EXPECT_TRUE(book_.confirmed_by(OperatorId{nadia_.id}));
  EXPECT_LE(book_.news_since(book_.edition()).ByteSizeLong(), honest);
  v1::RosterNews long_signature = confirmed(lea_, made_ + 1h);
  long_signature.mutable_statements(0)->mutable_signature()->append(100, 'x');
  take(long_signature);
  EXPECT_FALSE(book_.confirmed_by(OperatorId{lea_.id}));
}

// ---- telling others
// ------------------------------------------------------------------------------

TEST_F(BookTest, NewsMakesTheSameBookElsewhere) {
  take(ours_.news());
  take(confirmed(camille_, made_ + kDay));
  take(suspends(nadia_, nadia_, made_ + 1h));
  Book other(ours_.trust());
  const auto taken = other.take_in(book_.news());
  ASSERT_TRUE(taken);
  EXPECT_TRUE(taken->roster && taken->suspension && taken->confirmation);
  EXPECT_EQ(other.news().SerializeAsString(), book_.news().SerializeAsString());
  EXPECT_TRUE(other.suspended(OperatorId{nadia_.id}));
  EXPECT_EQ(other.date(), made_ + kDay);
}

TEST_F(BookTest, NewsLeavesOutARosterThatIsKnown) {
  take(ours_.news(3));
  EXPECT_TRUE(book_.news_since({1, 3}).signed_roster().empty());
  EXPECT_FALSE(book_.news_since({1, 2}).signed_roster().empty());
}

TEST_F(BookTest, NewsFitsOneMessageWhateverIsStated) {
  Roster full = ours_.roster();
  std::vector<Holder> people;
  while (full.members.size() < kMostMembers) {
    const std::string number = std::to_string(100 + full.members.size());
    people.push_back(
        ours_.operator_named("P" + number, {v1::ROLE_MEDIATOR}, "0000000000000" + number)
    );
    full = ours_.roster();
  }
  take(ours_.news_of(full));
  for (const Holder& who : people) {
    take(confirmed(who, made_ + kDay));
    for (int n = 0; n < 8; ++n) take(suspends(who, people[n], made_ + kDay));
  }
  EXPECT_LT(book_.news().SerializeAsString().size(), 60u * 1024);
  Book other(ours_.trust());
  ASSERT_TRUE(other.take_in(book_.news()));
  for (int n = 0; n < 8; ++n) EXPECT_TRUE(other.suspended(OperatorId{people[n].id})) << n;
}

}  // namespace
}  // namespace maintendue::roster
