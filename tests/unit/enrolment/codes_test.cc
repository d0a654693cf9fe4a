// A PC that is in a family's home already: a code, a wait, and an operator's word.
#include "open_enrolment.h"

namespace maintendue::enrolment {
namespace {

class CodesTest : public EnrolmentTest {
 protected:
  void SetUp() override {
    put("roster", organisation_.news().SerializeAsString());  // with those below
    open_for_business();
  }

  std::string offered() {
    const std::string code = identity::make_code();
    EXPECT_TRUE(order(nadia_, roster::OpenCode{identity::code_hash(code)}));
    return code;
  }
  void expect_wait(const Result<v1::EnrolResponse>& answer) {
    ASSERT_TRUE(answer) << name(answer.error().code);
    EXPECT_TRUE(answer->waiting());
    EXPECT_TRUE(answer->certificate_chain().empty());
  }

  const test::Holder nadia_ = organisation_.operator_named();
  const test::Holder lea_ =
      organisation_.operator_named("Léa", {v1::ROLE_SUPPORT}, "00000000000000ac");
  const identity::PrivateKey pc_ = identity::PrivateKey::generate();
};

TEST_F(CodesTest, APcBecomesAMachineOnceItIsAdmitted) {
  const std::string code = offered();
  expect_wait(show(code, pc_));
  expect_wait(show(identity::shown_code(code), pc_));
  const auto list = order(lea_, roster::ListWaiting{});
  ASSERT_TRUE(list);
  ASSERT_EQ(list->waiting_size(), 1);
  EXPECT_EQ(list->waiting(0).check_number(), identity::check_number(pc_.public_key()));
  EXPECT_EQ(list->waiting(0).hostname(), "salon\xEF\xBF\xBD[31m");
  const auto admitted = order(lea_, roster::Admit{list->waiting(0).key_hash()});
  ASSERT_TRUE(admitted);
  EXPECT_EQ(admitted->waiting_size(), 0);
  timeline_.advance(72h);  // it was off meanwhile
  const auto enrolled = show(code, pc_);
  ASSERT_TRUE(enrolled);
  EXPECT_FALSE(enrolled->waiting());
  EXPECT_TRUE(organisation_.trust().check_client(enrolled->certificate_chain(), timeline_.wall()));
  EXPECT_EQ(show(code, pc_)->machine_id(), enrolled->machine_id()) << "its answer was lost";
}

TEST_F(CodesTest, ACodeIsTheFirstPcsThatShowsIt) {
  const std::string code = offered();
  expect_wait(show(code, pc_));
  expect(show(code, identity::PrivateKey::generate()), Errc::NotAllowed);
  ASSERT_TRUE(order(nadia_, roster::Admit{hash_of(pc_)}));
  expect(show(code, identity::PrivateKey::generate()), Errc::NotAllowed);
}

TEST_F(CodesTest, ACodeIsOverAfterTwoDays) {
  const std::string code = offered(), other = offered();
  expect_wait(show(code, pc_));
  timeline_.advance(48h);
  expect(show(other, identity::PrivateKey::generate()), Errc::NotAllowed);
  expect(show(code, pc_), Errc::NotAllowed);
  EXPECT_EQ(order(nadia_, roster::ListWaiting{})->waiting_size(), 0);
  expect_wait(show(offered(), pc_));
}

TEST_F(CodesTest, APcThatIsTurnedAwayStaysOutButForAnotherCode) {
  const std::string code = offered();
  expect_wait(show(code, pc_));
  ASSERT_TRUE(order(nadia_, roster::TurnAway{hash_of(pc_)}));
  expect(show(code, pc_), Errc::NotAllowed);
  EXPECT_EQ(order(nadia_, roster::Admit{hash_of(pc_)}).error().code, Errc::NotFound);
  expect_wait(show(offered(), pc_));
}

TEST_F(CodesTest, GuessesAreCountedAsWrongTokensAre) {
  const std::string code = offered();
  for (int i = 0; i < 5; ++i) expect(show(identity::make_code(), pc_), Errc::NotAllowed);
  expect(show(code, pc_), Errc::TryLater);
  timeline_.advance(61s);
  expect_wait(show(code, pc_));
}

TEST_F(CodesTest, AnOrderIsGoodForTenMinutesAndAsItWasSigned) {
  EXPECT_EQ(order(nadia_, roster::ListWaiting{}, 11min).error().code, Errc::OutOfDate);
  EXPECT_EQ(order(nadia_, roster::ListWaiting{}, -11min).error().code, Errc::OutOfDate);
  EXPECT_TRUE(order(nadia_, roster::ListWaiting{}, 9min));
  const roster::EnrolmentOrder list{OperatorId{nadia_.id}, timeline_.wall(), roster::ListWaiting{}};
  auto changed = roster::sign_order(list, organisation_.book(), nadia_.key);
  changed.mutable_order()->back() ^= 1;
  EXPECT_EQ(give(changed).error().code, Errc::NotTrusted);
}

TEST_F(CodesTest, WhoWasRemovedGivesNoOrderOnceANewerRosterWasBrought) {
  roster::Roster next = organisation_.roster(2);
  std::erase_if(next.members, [&](const auto& member) { return member.who.id.value == nadia_.id; });
  roster::Book newer = organisation_.book();
  ASSERT_TRUE(newer.take_in(organisation_.news_of(next)));
  const roster::EnrolmentOrder list{OperatorId{lea_.id}, timeline_.wall(), roster::ListWaiting{}};
  ASSERT_TRUE(give(roster::sign_order(list, newer, lea_.key)));
  EXPECT_EQ(order(nadia_, roster::ListWaiting{}).error().code, Errc::NotTrusted);
  close();
  open_for_business();
  EXPECT_EQ(order(nadia_, roster::ListWaiting{}).error().code, Errc::NotTrusted);
}

TEST_F(CodesTest, ARosterOfAnotherRootOrOfTomorrowIsPassedOver) {
  const auto bring = [&](const v1::RosterNews& news) {
    roster::Book newer = organisation_.book();
    ASSERT_TRUE(newer.take_in(news));
    const roster::EnrolmentOrder list{OperatorId{lea_.id}, timeline_.wall(), roster::ListWaiting{}};
    EXPECT_TRUE(give(roster::sign_order(list, newer, lea_.key)));
    EXPECT_TRUE(order(nadia_, roster::ListWaiting{})) << "as the roster of before says";
  };
  const auto without_nadia = [&](roster::Roster people, std::chrono::hours ahead) {
    std::erase_if(people.members, [&](const auto& one) { return one.who.id.value == nadia_.id; });
    people.made = timeline_.wall() + ahead;
    people.ends = people.made + roster::kLife;
    return people;
  };
  bring(organisation_.news_of(without_nadia(organisation_.roster(2), 25h)));
  const test::Organisation next = organisation_.under_next_root(timeline_.wall() - 1h);
  bring(next.news_of(without_nadia(next.roster(), 0h)));
}

TEST(EnrolmentCode, IsReadHoweverItWasTyped) {
  const std::string code = identity::make_code();
  EXPECT_EQ(code.size(), 10u);
  EXPECT_EQ(code.find_first_of("01ILOU"), std::string::npos);
  EXPECT_EQ(identity::read_code(identity::shown_code(code)), code);
  EXPECT_EQ(identity::read_code(" 7kq4m 2xhtw\n"), "7KQ4M2XHTW");
  for (const char* none : {"", "7KQ4M", "7KQ4M-2XHT0", "7KQ4M-2XHTWA", "7KQ4M-2XHT\xC3\x89"}) {
    EXPECT_FALSE(identity::read_code(none)) << none;
  }
  EXPECT_NE(identity::make_code(), code);
}

}  // namespace
}  // namespace maintendue::enrolment
