// The root is replaced: who follows, when, and what nobody can make of it.
#include "roster/book_file.h"
#include "roster/changes.h"
#include "support/temp_folder.h"
#include "team.h"

namespace maintendue::roster {
namespace {

using test::kDay;
using test::Organisation;

class BookOfTwoRoots : public test::RosterOfThree {
 protected:
  BookOfTwoRoots() { EXPECT_TRUE(book_.take_in(ours_.news(5))); }
  void expect_refused(const v1::RosterNews& news, Errc why = Errc::NotTrusted) {
    const auto taken = book_.take_in(news);
    ASSERT_FALSE(taken);
    EXPECT_EQ(taken.error().code, why);
  }

  const Organisation next_ = ours_.under_next_root(made_ + 400 * kDay);
  const WallTime then_ = next_.founded();
  Book book_{ours_.trust()};
};

TEST_F(BookOfTwoRoots, ANewRosterBringsItsRoot) {
  const auto taken = book_.take_in(next_.news());
  ASSERT_TRUE(taken);
  EXPECT_TRUE(taken->roster);
  EXPECT_EQ(book_.trust().number(), 2u);
  EXPECT_EQ(book_.edition(), (Edition{(std::uint64_t{1} << 32) + 1, 1}));
  EXPECT_TRUE(book_.recognise(badge(nadia_), then_));
  EXPECT_TRUE(book_.trust().check_client(nadia_.chain, then_)) << "the badge of before";
  EXPECT_EQ(changes(ours_.roster(5), book_.roster()), std::vector{Change{Change::Kind::Root}});
}

TEST_F(BookOfTwoRoots, TheRootBeforeIsNothingAnyMore) {
  ASSERT_TRUE(book_.take_in(next_.news()));
  expect_refused(ours_.news(5));
  expect_refused(ours_.news(1'000));
  // Whoever stole it may sign any number of replacements: they are none for whoever has heard.
  const identity::Issuer thief = identity::make_roster_key(ours_.root(), 99, made_);
  Roster his = ours_.roster();
  his.edition = {99, 1};
  v1::RosterNews news;
  news.set_signed_roster(sign_roster(his, ours_.trust(), thief));
  expect_refused(news);
}

// Where he was first, the real root still wins: nothing of his is newer than it.
TEST_F(BookOfTwoRoots, WhatItsThiefMadeOfTheRosterEndsWithTheNextRoot) {
  const std::uint64_t last = identity::kGenerationsOfARoot - 1;
  const identity::Issuer thief = identity::make_roster_key(ours_.root(), last, made_);
  Roster his = ours_.roster();
  his.edition = {last, ~std::uint64_t{0}};
  v1::RosterNews news;
  news.set_signed_roster(sign_roster(his, ours_.trust(), thief));
  ASSERT_TRUE(book_.take_in(news)->roster);
  EXPECT_TRUE(book_.take_in(next_.news())->roster);
  EXPECT_EQ(book_.trust().number(), 2u);
}

TEST_F(BookOfTwoRoots, ARootAloneChangesNothing) {
  v1::RosterNews news = next_.news();
  news.clear_signed_roster();
  EXPECT_FALSE(*book_.take_in(news));
  EXPECT_EQ(book_.trust().number(), 1u);
  news.set_signed_roster(ours_.news(5).signed_roster());
  expect_refused(news);  // a roster of the old root, with the new one beside it
  EXPECT_EQ(book_.trust().number(), 1u);
  news.set_signed_roster(ours_.news(6).signed_roster());
  expect_refused(news);
  EXPECT_EQ(book_.edition(), (Edition{1, 5}));
}

TEST_F(BookOfTwoRoots, ARosterWithoutItsRootIsRefused) {
  v1::RosterNews news = next_.news();
  news.clear_later_roots();
  expect_refused(news);
  *news.add_later_roots() = "not a certificate";
  expect_refused(news);
  news.clear_later_roots();
  for (int i = 0; i < 300; ++i) {
    news.add_later_roots(next_.root().certificate.to_der());
  }
  expect_refused(news);
  news.clear_later_roots();
  news.add_later_roots(Organisation().under_next_root(then_).root().certificate.to_der());
  expect_refused(news);
  EXPECT_EQ(book_.trust().number(), 1u);
}

TEST_F(BookOfTwoRoots, AFarAwayBookFollowsTwoRootsAtOnce) {
  const Organisation third = next_.under_next_root(then_ + 400 * kDay);
  ASSERT_TRUE(book_.take_in(third.news()));
  EXPECT_EQ(book_.trust().number(), 3u);
  EXPECT_TRUE(book_.trust().check_client(nadia_.chain, third.founded()));
  expect_refused(next_.news(9));
}

TEST_F(BookOfTwoRoots, TellsItOn) {
  ASSERT_TRUE(book_.take_in(next_.news()));
  Book other{ours_.trust()};
  ASSERT_TRUE(other.take_in(ours_.news(2)));
  ASSERT_TRUE(other.take_in(book_.news_since(other.edition())));
  EXPECT_EQ(other.trust().number(), 2u);
  EXPECT_EQ(book_.news_since(book_.edition()).later_roots_size(), 0);
}

TEST_F(BookOfTwoRoots, StandsInOneFile) {
  const test::TempFolder folder;
  const auto file = folder.path() / "roster";
  ASSERT_TRUE(book_.take_in(next_.news()));
  ASSERT_TRUE(keep_book(book_, file));
  const auto again = open_book(file, ours_.trust());
  ASSERT_TRUE(again);
  EXPECT_EQ(again->trust().number(), 2u);
  EXPECT_TRUE(again->trust().check_client(nadia_.chain, then_));
}

TEST_F(BookOfTwoRoots, WhatTheRootHasNotCertifiedIsNoAuthority) {
  v1::RosterNews news = next_.news();
  v1::Roster inner = inside(news.signed_roster());
  const auto sign_anew = [&] { news.set_signed_roster(signed_as(inner, next_.roster_key())); };
  inner.set_authorities(0, ours_.intermediate().certificate.to_der());  // by the old root
  sign_anew();
  expect_refused(news);
  inner.set_authorities(0, "nothing");
  sign_anew();
  expect_refused(news);
  inner.clear_authorities();
  sign_anew();
  EXPECT_TRUE(book_.take_in(news)) << "so that the refusals above are for what they say";
}

// The thief of a root certifies himself a roster key of the next one's, and has it confirmed.
TEST_F(BookOfTwoRoots, AnAuthorityIsNoRosterKeyThatIsStillToCome) {
  for (const std::uint64_t generation :
       {std::uint64_t{1}, std::uint64_t{2}, identity::first_generation(2) + 7}) {
    const auto his = identity::make_roster_key(ours_.root(), generation, made_);
    v1::RosterNews news = ours_.news(9);
    v1::Roster inner = inside(news.signed_roster());
    inner.add_authorities(his.certificate.to_der());
    news.set_signed_roster(signed_as(inner, ours_.roster_key()));
    expect_refused(news);
  }
  const auto former = identity::make_roster_key(ours_.root(), 1, made_);
  const auto second = identity::make_roster_key(ours_.root(), 2, made_);
  Roster next = ours_.roster();
  next.edition = {2, 1};
  next.authorities.push_back(former.certificate.to_der());
  v1::RosterNews news;
  news.set_signed_roster(sign_roster(next, ours_.trust(), second));
  EXPECT_TRUE(book_.take_in(news));
}

TEST_F(BookOfTwoRoots, WhoIsSuspendedStaysSoUnderTheNextRoot) {
  ASSERT_TRUE(book_.take_in(suspends(nadia_, nadia_, made_ + kDay)));
  Book anew{next_.trust()};
  ASSERT_TRUE(anew.take_in(next_.news()));
  EXPECT_FALSE(anew.suspended(OperatorId{nadia_.id}));
  anew.take_over(book_);
  EXPECT_TRUE(anew.suspended(OperatorId{nadia_.id}));
  EXPECT_EQ(anew.trust().number(), 2u);
  EXPECT_EQ(anew.edition(), next_.book().edition());
}

TEST_F(BookOfTwoRoots, ADateFarAheadEndsWithTheKeyThatSignedIt) {
  Roster far = ours_.roster();
  far.made += 70 * 365 * kDay;
  far.ends = far.made + kLife;
  EXPECT_EQ(under_next_key(far, 2, {}, then_).made, then_);
  EXPECT_EQ(under_next_key(far, 2, {}, then_).ends, then_ + kLife);
}

TEST_F(BookOfTwoRoots, OtherAuthoritiesUnderTheSameKeyAreTold) {
  Roster fewer = ours_.roster(6);
  fewer.authorities.clear();
  EXPECT_EQ(changes(ours_.roster(5), fewer), std::vector{Change{Change::Kind::Authorities}});
  fewer.edition = {2, 1};
  EXPECT_EQ(changes(ours_.roster(5), fewer), std::vector{Change{Change::Kind::RosterKey}});
}

TEST(Authorities, TheOldestRosterKeyMakesRoom) {
  const Organisation ours;
  std::vector<Bytes> all{ours.intermediate().certificate.to_der()};
  for (std::uint64_t generation = 1; generation <= 9; ++generation) {
    const auto key = identity::make_roster_key(ours.root(), generation, ours.founded());
    all = with_authority(std::move(all), key.certificate);
  }
  ASSERT_EQ(all.size(), identity::kMostConfirmed);
  EXPECT_EQ(all.front(), ours.intermediate().certificate.to_der());
  EXPECT_EQ(identity::generation_in(*identity::Certificate::from_der(all[1])), 3u);
  EXPECT_EQ(identity::generation_in(*identity::Certificate::from_der(all.back())), 9u);
}

}  // namespace
}  // namespace maintendue::roster
