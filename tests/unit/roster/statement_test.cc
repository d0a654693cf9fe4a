#include "team.h"

namespace maintendue::roster {
namespace {

class StatementTest : public test::RosterOfThree {
 protected:
  Result<Statement> check(const v1::SignedStatement& words) const {
    return check_statement(words, ours_.trust(), ours_.roster());
  }
  void expect_refused(const v1::SignedStatement& words) const {
    const auto checked = check(words);
    ASSERT_FALSE(checked);
    EXPECT_EQ(checked.error().code, Errc::NotTrusted);
  }
};

TEST_F(StatementTest, ComesBackAsItWasSigned) {
  const auto newest = check(confirmed(nadia_, made_, 7).statements(0));
  ASSERT_TRUE(newest);
  EXPECT_EQ(newest->by, OperatorId{nadia_.id});
  EXPECT_EQ(newest->at, made_);
  EXPECT_EQ(std::get<NewestKnown>(newest->what).edition, (Edition{1, 7}));
  const auto suspension = check(suspends(lea_, nadia_, made_).statements(0));
  ASSERT_TRUE(suspension);
  EXPECT_EQ(std::get<Suspension>(suspension->what).whom, OperatorId{nadia_.id});
}

TEST_F(StatementTest, IsNobodysWhoIsNotInTheRoster) {
  const test::Organisation other;
  const test::Holder stranger = other.operator_named("Eve", {v1::ROLE_ADMIN}, "00000000000000ef");
  expect_refused(confirmed(stranger, made_).statements(0));
  v1::SignedStatement borrowed = confirmed(stranger, made_).statements(0);
  borrowed.set_operator_id(nadia_.id);
  expect_refused(borrowed);
}

TEST_F(StatementTest, OfOneIsNotAnothers) {
  v1::SignedStatement words = confirmed(nadia_, made_).statements(0);
  words.set_operator_id(lea_.id);
  expect_refused(words);
}

TEST_F(StatementTest, WithAnyByteChangedIsRefused) {
  const v1::SignedStatement words = suspends(nadia_, lea_, made_).statements(0);
  for (std::size_t at = 0; at < words.statement().size(); ++at) {
    v1::SignedStatement changed = words;
    (*changed.mutable_statement())[at] ^= 0x01;
    expect_refused(changed);
  }
}

TEST_F(StatementTest, OfNothingOrWithoutADateIsRefused) {
  const auto say = [&](v1::Statement inner) {
    v1::SignedStatement words;
    words.set_statement(inner.SerializeAsString());
    const Bytes bytes = identity::signed_bytes("maintendue roster statement", words.statement());
    words.set_signature(nadia_.key.sign(bytes));
    words.set_operator_id(nadia_.id);
    return words;
  };
  v1::Statement inner;
  inner.set_organisation_key_hash(ours_.trust().key_hash());
  inner.set_at_ms(to_unix_ms(made_));
  expect_refused(say(inner));
  inner.mutable_newest()->set_version(1);
  EXPECT_TRUE(check(say(inner)));
  inner.set_at_ms(-1);
  expect_refused(say(inner));
  inner.set_at_ms(to_unix_ms(made_));
  inner.set_organisation_key_hash(test::Organisation().trust().key_hash());
  expect_refused(say(inner));
}

}  // namespace
}  // namespace maintendue::roster
