#include <gtest/gtest.h>

#include "help/answer.h"
#include "support/organisation.h"

namespace maintendue::help {
namespace {

using namespace std::chrono_literals;
using test::Holder;

class HelpAnswer : public ::testing::Test {
 protected:
  Answer taken(const Holder& by) const {
    return {MachineId{"00000000000000bb"},
            "00000000000000f1",
            v1::HELP_ANSWER_KIND_TAKEN,
            now_,
            std::nullopt,
            v1::HELP_OUTCOME_UNSPECIFIED,
            OperatorId{by.id}};
  }
  Answer planned(const Holder& by, std::chrono::milliseconds from_now) const {
    Answer answer = taken(by);
    answer.kind = v1::HELP_ANSWER_KIND_PLANNED;
    answer.call_at = now_ + from_now;
    return answer;
  }
  Answer closed(const Holder& by, v1::HelpOutcome outcome = v1::HELP_OUTCOME_SOLVED) const {
    Answer answer = taken(by);
    answer.kind = v1::HELP_ANSWER_KIND_CLOSED;
    answer.outcome = outcome;
    return answer;
  }
  Bytes by_her(const Answer& answer) const { return sign(answer, ours_.trust(), nadia_.key); }
  // The error, or Internal when it counts.
  Errc refusal(BytesView bytes, const roster::Book& book) const {
    const Result<Answer> checked = check(bytes, book, now_);
    return checked ? Errc::Internal : checked.error().code;
  }
  Errc refusal(BytesView bytes) const { return refusal(bytes, ours_.book()); }
  // What the key of Nadia signed, whether it says something or not.
  Bytes signed_as_it_is(const v1::HelpAnswer& inner) const {
    v1::SignedHelpAnswer outer;
    outer.set_answer(inner.SerializeAsString());
    outer.set_signature(
        nadia_.key.sign(identity::signed_bytes("maintendue help answer", outer.answer()))
    );
    outer.set_operator_id(nadia_.id);
    return outer.SerializeAsString();
  }
  v1::HelpAnswer inner_of(const Answer& answer) const {
    v1::SignedHelpAnswer outer;
    v1::HelpAnswer inner;
    EXPECT_TRUE(outer.ParseFromString(by_her(answer)) && inner.ParseFromString(outer.answer()));
    return inner;
  }

  const test::Organisation ours_;
  const WallTime now_ = ours_.founded() + 48h;
  const Holder nadia_ = ours_.operator_named();
  const Holder lea_ = ours_.operator_named("Léa", {v1::ROLE_SUPPORT}, "00000000000000ee");
  const Holder camille_ = ours_.operator_named("Camille", {v1::ROLE_ADMIN}, "00000000000000c1");
};

TEST_F(HelpAnswer, SaysWhatWasSigned) {
  for (const Answer& answer : {taken(nadia_), planned(nadia_, 26h), closed(nadia_)}) {
    const Bytes bytes = by_her(answer);
    EXPECT_LE(bytes.size(), 512u);
    const Result<Answer> checked = check(bytes, ours_.book(), now_);
    ASSERT_TRUE(checked) << checked.error().detail;
    EXPECT_EQ(*checked, answer);
    EXPECT_EQ(content(bytes).value(), answer);
  }
}

TEST_F(HelpAnswer, IsAMediatorsAlone) {
  for (const Holder& who : {lea_, camille_}) {
    EXPECT_EQ(refusal(sign(taken(who), ours_.trust(), who.key)), Errc::NotTrusted) << who.id;
  }
  const Holder both =
      ours_.operator_named("Inès", {v1::ROLE_SUPPORT, v1::ROLE_MEDIATOR}, "00000000000000a1");
  EXPECT_EQ(refusal(sign(taken(both), ours_.trust(), both.key)), Errc::Internal);
}

TEST_F(HelpAnswer, OfSomebodyWhoIsNotInTheRosterIsNone) {
  const Holder stranger =
      test::Organisation().operator_named("Zoé", {v1::ROLE_MEDIATOR}, "00000000000000dd");
  EXPECT_EQ(refusal(sign(taken(stranger), ours_.trust(), stranger.key)), Errc::NotTrusted);
  EXPECT_EQ(refusal(by_her(taken(nadia_)), roster::Book(ours_.trust())), Errc::NotTrusted)
      << "nobody is, where there is no roster";
}

TEST_F(HelpAnswer, CountsNoMoreOnceItsSignerHasLeftOrHasAnotherKey) {
  const Bytes answer = by_her(taken(nadia_));
  roster::Book book = ours_.book();
  roster::Roster without = ours_.roster(2);
  std::erase_if(without.members, [&](const auto& m) { return m.who.id.value == nadia_.id; });
  ASSERT_TRUE(book.take_in(ours_.news_of(without)));
  EXPECT_EQ(refusal(answer, book), Errc::NotTrusted);

  roster::Book another_key = ours_.book();
  (void)ours_.operator_named();  // Nadia's new PC
  ASSERT_TRUE(another_key.take_in(ours_.news(2)));
  EXPECT_EQ(refusal(answer, another_key), Errc::NotTrusted);
}

TEST_F(HelpAnswer, CountsNoMoreWhileItsSignerIsSuspended) {
  roster::Book book = ours_.book();
  v1::RosterNews news;
  *news.add_statements() = roster::sign_statement(
      {OperatorId{nadia_.id}, now_, roster::Suspension{OperatorId{nadia_.id}}}, ours_.trust(),
      nadia_.key
  );
  ASSERT_TRUE(book.take_in(news));
  EXPECT_EQ(refusal(by_her(taken(nadia_)), book), Errc::NotTrusted);
}

TEST_F(HelpAnswer, DatedFarAheadCountsForNobody) {
  Answer ahead = taken(nadia_);
  ahead.at = now_ + 24h + 1ms;
  EXPECT_EQ(refusal(by_her(ahead)), Errc::NotTrusted);
  ahead.at = now_ + 24h;
  EXPECT_EQ(refusal(by_her(ahead)), Errc::Internal);
}

TEST_F(HelpAnswer, OfAnotherOrganisationIsNone) {
  const test::Organisation theirs("Ailleurs");
  EXPECT_EQ(refusal(sign(taken(nadia_), theirs.trust(), nadia_.key)), Errc::NotTrusted);
}

TEST_F(HelpAnswer, OfSomebodyElsesKeyUnderAKnownIdIsNone) {
  EXPECT_EQ(refusal(sign(taken(nadia_), ours_.trust(), lea_.key)), Errc::NotTrusted);
  const Holder omar = ours_.operator_named("Omar", {v1::ROLE_MEDIATOR}, "00000000000000ab");
  EXPECT_EQ(refusal(sign(taken(nadia_), ours_.trust(), omar.key)), Errc::NotTrusted);
}

TEST_F(HelpAnswer, SignedAsSomethingElseIsNone) {
  v1::SignedHelpAnswer outer;
  outer.set_answer(inner_of(taken(nadia_)).SerializeAsString());
  outer.set_operator_id(nadia_.id);
  outer.set_signature(nadia_.key.sign(outer.answer()));
  EXPECT_EQ(refusal(outer.SerializeAsString()), Errc::NotTrusted);
  outer.set_signature(
      nadia_.key.sign(identity::signed_bytes("maintendue machine record", outer.answer()))
  );
  EXPECT_EQ(refusal(outer.SerializeAsString()), Errc::NotTrusted);
}

TEST_F(HelpAnswer, WithAnyByteFlippedOrCutIsNone) {
  const Bytes good = by_her(planned(nadia_, 26h));
  const roster::Book book = ours_.book();
  for (std::size_t at = 0; at < good.size(); ++at) {
    Bytes bad = good;
    bad[at] = static_cast<char>(bad[at] ^ 1);
    EXPECT_EQ(refusal(bad, book), Errc::NotTrusted) << at;
  }
  for (std::size_t length = 0; length < good.size(); ++length) {
    EXPECT_EQ(refusal(good.substr(0, length), book), Errc::NotTrusted) << length;
  }
}

TEST_F(HelpAnswer, LongerThanTheContractAllowsIsNone) {
  v1::SignedHelpAnswer outer;
  ASSERT_TRUE(outer.ParseFromString(by_her(taken(nadia_))));
  const Bytes short_one = outer.SerializeAsString();
  outer.GetReflection()->MutableUnknownFields(&outer)->AddLengthDelimited(
      100, Bytes(512 - short_one.size() - 4, 'x')
  );
  ASSERT_EQ(outer.ByteSizeLong(), 512u);
  EXPECT_EQ(refusal(outer.SerializeAsString()), Errc::Internal);
  EXPECT_EQ(refusal(outer.SerializeAsString() + Bytes("\x18\x01", 2)), Errc::NotTrusted);
  EXPECT_EQ(content(Bytes(513, 'x')).error().code, Errc::BadMessage);
}

TEST_F(HelpAnswer, ThatSaysNothingIsNoneThoughItIsSigned) {
  EXPECT_EQ(refusal(signed_as_it_is(inner_of(taken(nadia_)))), Errc::Internal) << "this one does";
  for (int hole = 0; hole < 7; ++hole) {
    v1::HelpAnswer inner = inner_of(planned(nadia_, 26h));
    if (hole == 0) inner.set_machine_id("salon");
    if (hole == 1) inner.clear_help_id();
    if (hole == 2) inner.clear_kind();
    if (hole == 3) inner.set_at_ms(-1);
    if (hole == 4) inner.set_call_at_ms(-1);
    if (hole == 5) inner.clear_call_at_ms();
    if (hole == 6) inner.clear_organisation_key_hash();
    EXPECT_EQ(refusal(signed_as_it_is(inner)), Errc::NotTrusted) << hole;
  }
  EXPECT_EQ(content("").error().code, Errc::BadMessage);
}

TEST_F(HelpAnswer, FitsWhenItSaysWhatItsKindWantsAndNothingElse) {
  EXPECT_TRUE(fits(taken(nadia_)) && fits(planned(nadia_, 26h)) && fits(closed(nadia_)));
  const auto without = [](Answer answer, auto change) {
    change(answer);
    return fits(answer);
  };
  for (const Answer& good : {taken(nadia_), planned(nadia_, 26h), closed(nadia_)}) {
    EXPECT_FALSE(without(good, [](Answer& a) { a.machine.value = "salon"; }));
    EXPECT_FALSE(without(good, [](Answer& a) { a.help_id = "00000000000000F1"; }));
    EXPECT_FALSE(without(good, [](Answer& a) { a.by.value.clear(); }));
    EXPECT_FALSE(without(good, [](Answer& a) { a.kind = v1::HELP_ANSWER_KIND_UNSPECIFIED; }));
    EXPECT_FALSE(without(good, [](Answer& a) { a.kind = static_cast<v1::HelpAnswerKind>(4); }));
    EXPECT_FALSE(without(good, [](Answer& a) {
      a.call_at = a.at + 1h;
      a.outcome = v1::HELP_OUTCOME_SOLVED;
    }));
  }
  EXPECT_FALSE(without(taken(nadia_), [](Answer& a) { a.call_at = a.at + 1h; }));
  EXPECT_FALSE(without(taken(nadia_), [](Answer& a) { a.outcome = v1::HELP_OUTCOME_SOLVED; }));
  EXPECT_FALSE(without(planned(nadia_, 26h), [](Answer& a) { a.call_at.reset(); }));
  EXPECT_FALSE(without(closed(nadia_), [](Answer& a) { a.outcome = {}; }));
}

TEST_F(HelpAnswer, PlansACallOfTheSixtyDaysAheadOfIt) {
  EXPECT_FALSE(fits(planned(nadia_, -1ms)));
  EXPECT_FALSE(fits(planned(nadia_, 0ms)));
  EXPECT_TRUE(fits(planned(nadia_, 1ms)));
  EXPECT_TRUE(fits(planned(nadia_, 60 * 24h)));
  EXPECT_FALSE(fits(planned(nadia_, 60 * 24h + 1ms)));
}

TEST_F(HelpAnswer, ClosesWithAnOutcomeThatTheContractKnows) {
  for (int outcome = -1; outcome <= v1::HelpOutcome_MAX + 1; ++outcome) {
    const bool known = outcome > 0 && outcome <= v1::HelpOutcome_MAX;
    EXPECT_EQ(fits(closed(nadia_, static_cast<v1::HelpOutcome>(outcome))), known) << outcome;
  }
}

TEST_F(HelpAnswer, FollowsAnEarlierOneAboutTheSameThatWasNotTheLast) {
  const Answer first = taken(nadia_);
  Answer next = planned(lea_, 26h);
  EXPECT_TRUE(follows(next, std::nullopt));
  EXPECT_FALSE(follows(next, first)) << "at the same moment";
  next.at = first.at + 1ms;
  EXPECT_TRUE(follows(next, first));
  EXPECT_FALSE(follows(first, next));
  Answer last = closed(nadia_);
  last.at = first.at - 1h;
  EXPECT_FALSE(follows(next, last)) << "nothing follows a closed one";
  Answer of_another = next;
  of_another.machine = MachineId{"00000000000000bc"};
  EXPECT_FALSE(follows(of_another, first));
  of_another = next;
  of_another.help_id = "00000000000000f2";
  EXPECT_FALSE(follows(of_another, first));
}

}  // namespace
}  // namespace maintendue::help
