#include "open_enrolment.h"
#include "roster/book_file.h"

namespace maintendue::enrolment {
namespace {

TEST_F(EnrolmentTest, GivesAPcItsIdentity) {
  const identity::PrivateKey key = identity::PrivateKey::generate();
  const auto answer = enrol(signed_token(token_for(1)), identity::make_request(key));
  ASSERT_TRUE(answer) << answer.error().detail;
  const auto peer =
      organisation_.trust().check_client(answer->certificate_chain(), test::kWorkshopDay);
  ASSERT_TRUE(peer);
  const auto& machine = std::get<identity::Machine>(*peer);
  EXPECT_EQ(machine.id.value, answer->machine_id());
  EXPECT_EQ(machine.public_key, key.public_key());
}

TEST_F(EnrolmentTest, GivesEveryPcAnotherId) {
  const Bytes token = signed_token(token_for(2));
  const auto one = enrol(token);
  const auto two = enrol(token);
  ASSERT_TRUE(one && two);
  EXPECT_NE(one->machine_id(), two->machine_id());
}

TEST_F(EnrolmentTest, StopsWhenTheTokenIsUsedUp) {
  const Bytes token = signed_token(token_for(2));
  EXPECT_TRUE(enrol(token));
  EXPECT_TRUE(enrol(token));
  expect(enrol(token), Errc::NotAllowed);
}

TEST_F(EnrolmentTest, AnswersAPcThatAsksAgainWithoutCountingIt) {
  const identity::PrivateKey key = identity::PrivateKey::generate();
  const Bytes token = signed_token(token_for(1));
  const auto first = enrol(token, identity::make_request(key));
  const auto again = enrol(token, identity::make_request(key));
  ASSERT_TRUE(first && again);
  EXPECT_EQ(again->machine_id(), first->machine_id());
  EXPECT_EQ(again->certificate_chain(), first->certificate_chain());
  timeline_.advance(9h);  // but not when the token's time is over
  expect(enrol(token, identity::make_request(key)), Errc::NotAllowed);
}

TEST_F(EnrolmentTest, AnswersAPcWhoseAnswerDiedWithTheProcess) {
  const identity::PrivateKey key = identity::PrivateKey::generate();
  const identity::WorkshopToken token = token_for(1);
  const auto first = enrol(signed_token(token), identity::make_request(key));
  ASSERT_TRUE(first);
  close();
  open_for_business();
  const auto again = enrol(signed_token(token), identity::make_request(key));
  ASSERT_TRUE(again) << again.error().detail;
  EXPECT_EQ(again->certificate_chain(), first->certificate_chain());
  expect(enrol(signed_token(token)), Errc::NotAllowed);
}

TEST_F(EnrolmentTest, RefusesTokensThatAreNone) {
  identity::WorkshopToken late = token_for(1);
  late.not_before = test::kWorkshopDay + 1h;
  late.not_after = test::kWorkshopDay + 2h;
  expect(enrol(signed_token(late)), Errc::NotAllowed);
  const test::Holder nadia = organisation_.operator_named();
  const identity::Issuer hers{nadia.key, *identity::Certificate::from_pem(nadia.chain)};
  expect(enrol(identity::sign_token(token_for(1), hers)), Errc::NotAllowed);
  expect(enrol(""), Errc::NotAllowed);
  expect(enrol(Bytes(5000, 'x')), Errc::NotAllowed);
}

TEST_F(EnrolmentTest, RefusesRequestsThatAreNoneAndCountsNothing) {
  const Bytes token = signed_token(token_for(1));
  expect(enrol(token, ""), Errc::BadMessage);
  expect(enrol(token, Bytes(100, 'x')), Errc::BadMessage);
  expect(enrol(token, Bytes(5000, '\x30')), Errc::BadMessage);
  EXPECT_TRUE(enrol(token));
}

TEST_F(EnrolmentTest, LetsAnAddressBeWrongFiveTimesAMinute) {
  const Bytes good = signed_token(token_for(10));
  for (int i = 0; i < 5; ++i) expect(enrol("wrong"), Errc::NotAllowed);
  expect(enrol("wrong"), Errc::TryLater);
  expect(enrol(good), Errc::TryLater);
  timeline_.advance(61s);
  EXPECT_TRUE(enrol(good));
}

TEST_F(EnrolmentTest, CountsOnlyWrongTokens) {
  const Bytes used_up = signed_token(token_for(1));
  EXPECT_TRUE(enrol(used_up));
  for (int i = 0; i < 7; ++i) expect(enrol(used_up), Errc::NotAllowed);
  EXPECT_TRUE(enrol(signed_token(token_for(1))));
}

TEST_F(EnrolmentTest, KnowsNoOtherMethod) {
  EXPECT_TRUE(enrol(signed_token(token_for(1))));
  const auto answer =
      run(channel_->call("/maintendue.v1.Fleet/ListMachines", Bytes(), std::chrono::seconds(30)));
  EXPECT_FALSE(answer);
}

TEST_F(EnrolmentTest, TwoProcessesCannotShareAPort) {
  const server::Settings taken{keys(), data(), {"127.0.0.1", enrolment_->port()}};
  Enrolment second(io_.get_executor(), timeline_, taken);
  EXPECT_THROW(second.start(), std::runtime_error);
}

// PCs and operators who followed the other line would not know this server any more.
TEST_F(EnrolmentTest, DoesNotStartWithKeysOfAnotherRootThanTheOneItKnows) {
  close();
  const test::Organisation next = organisation_.under_next_root(test::kWorkshopDay - 24h);
  ASSERT_TRUE(roster::keep_book(next.book(), data() / "roster"));
  EXPECT_THROW(open_for_business(), std::runtime_error);
  ASSERT_TRUE(roster::keep_book(organisation_.book(2), data() / "roster"));
  EXPECT_NO_THROW(open_for_business());
}

}  // namespace
}  // namespace maintendue::enrolment
