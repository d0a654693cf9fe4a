// Families' requests for help: what a console believes of the relay's word, and what it signs.
#include "console/help/help_desk.h"

#include <gtest/gtest.h>

#include "help/answer.h"
#include "support/drive.h"
#include "support/manual_timeline.h"
#include "support/organisation.h"
#include "support/temp_folder.h"

namespace maintendue::console {
namespace {

using namespace std::chrono_literals;
using local::v1::AnswerHelpRequest;
using local::v1::HelpCall;
using test::Holder;

constexpr auto kMachine = "00000000000000bb";
constexpr auto kRequest = "00000000000000e1";

class HelpDeskTest : public ::testing::Test {
 protected:
  HelpDeskTest() { timeline_.set_wall(ours_.founded() + 240h); }

  help::Answer taken(const Holder& by, WallTime at) const {
    return {MachineId{kMachine},
            kRequest,
            v1::HELP_ANSWER_KIND_TAKEN,
            at,
            std::nullopt,
            v1::HELP_OUTCOME_UNSPECIFIED,
            OperatorId{by.id}};
  }
  Bytes signed_by(const Holder& by) const { return signed_by(by, taken(by, now() - 1h)); }
  Bytes signed_by(const Holder& by, const help::Answer& answer) const {
    return help::sign(answer, ours_.trust(), by.key);
  }
  static v1::HelpEntry entry(Bytes signed_answer = {}, const char* machine = kMachine) {
    v1::HelpEntry entry;
    entry.set_machine_id(machine);
    entry.mutable_request()->set_help_id(kRequest);
    entry.mutable_request()->set_topic(v1::HELP_TOPIC_SCHOOL);
    entry.mutable_request()->set_language("ar");
    entry.set_received_ms(1'763'000'100'000);
    entry.set_changed_ms(1'763'000'200'000);
    entry.set_signed_answer(std::move(signed_answer));
    return entry;
  }
  // What a page is shown of the one request that the relay shows with this answer.
  HelpCall shown(Bytes signed_answer) {
    relay_lists_.Clear();
    *relay_lists_.add_entries() = entry(std::move(signed_answer));
    const Result<local::v1::HelpQueue> queue = test::drive(io_, desk_.list());
    EXPECT_TRUE(queue);
    return queue && queue->calls_size() == 1 ? queue->calls(0) : HelpCall{};
  }
  static AnswerHelpRequest take(std::int64_t follows_at_ms = 0) {
    AnswerHelpRequest call;
    call.set_machine_id(kMachine);
    call.set_help_id(kRequest);
    call.set_kind(v1::HELP_ANSWER_KIND_TAKEN);
    call.set_follows_at_ms(follows_at_ms);
    return call;
  }
  static AnswerHelpRequest plan(WallTime when) {
    AnswerHelpRequest call = take();
    call.set_kind(v1::HELP_ANSWER_KIND_PLANNED);
    call.set_call_at_ms(to_unix_ms(when));
    return call;
  }
  static AnswerHelpRequest close(v1::HelpOutcome outcome) {
    AnswerHelpRequest call = take();
    call.set_kind(v1::HELP_ANSWER_KIND_CLOSED);
    call.set_outcome(outcome);
    return call;
  }
  Result<HelpCall> say(const AnswerHelpRequest& call) {
    return test::drive(io_, desk_.answer(call, nadia_.key));
  }
  Errc refused(const AnswerHelpRequest& call) {
    const Result<HelpCall> said = say(call);
    EXPECT_FALSE(said);
    return said ? Errc::Internal : said.error().code;
  }
  // What the relay was handed last.
  help::Answer handed() const {
    const auto answer = help::check(handed_.signed_answer(), team_.book(), now());
    EXPECT_TRUE(answer);
    return answer ? *answer : help::Answer{};
  }
  void leaves(const Holder& who) {
    roster::Roster without = ours_.roster(2);
    std::erase_if(without.members, [&](const auto& m) { return m.who.id.value == who.id; });
    ASSERT_TRUE(team_.hear(ours_.news_of(without)));
  }
  WallTime now() const { return std::chrono::floor<std::chrono::milliseconds>(timeline_.wall()); }

  net::awaitable<Result<Bytes>> ask(std::string method, Bytes request) {
    if (relay_says_ != Errc::Internal) co_return fail(relay_says_);
    if (method == "/maintendue.v1.Help/ListHelp") co_return relay_lists_.SerializeAsString();
    EXPECT_EQ(method, "/maintendue.v1.Help/AnswerHelp");
    EXPECT_TRUE(handed_.ParseFromString(request));
    ++answers_;
    v1::HelpEntry now = entry(handed_.signed_answer(), answers_about_);
    co_return now.SerializeAsString();
  }

  net::io_context io_;
  test::ManualTimeline timeline_{io_};
  const test::Organisation ours_;
  const Holder nadia_ = ours_.operator_named();
  const Holder omar_ = ours_.operator_named("Omar", {v1::ROLE_MEDIATOR}, "00000000000000ae");
  const Holder lea_ = ours_.operator_named("Léa", {v1::ROLE_SUPPORT}, "00000000000000ee");
  const test::TempFolder folder_;
  Team team_{io_.get_executor(), ours_.book(), folder_.path(), OperatorId{nadia_.id}};
  Errc relay_says_ = Errc::Internal;  // unless it is another, it answers
  const char* answers_about_ = kMachine;
  v1::ListHelpResponse relay_lists_;
  v1::AnswerHelpRequest handed_;
  int answers_ = 0;
  const HelpDesk desk_{timeline_, team_, [this](std::string method, Bytes request) {
                         return ask(std::move(method), std::move(request));
                       }};
};

TEST_F(HelpDeskTest, ShowsAColleaguesAnswerWithTheNameThatTheRosterHas) {
  const HelpCall call = shown(signed_by(omar_));
  EXPECT_EQ(call.machine_id(), kMachine);
  EXPECT_EQ(call.request().topic(), v1::HELP_TOPIC_SCHOOL);
  EXPECT_EQ(call.request().language(), "ar");
  EXPECT_EQ(call.received_ms(), 1'763'000'100'000);
  EXPECT_EQ(call.changed_ms(), 1'763'000'200'000);
  ASSERT_TRUE(call.has_reply());
  EXPECT_EQ(call.reply().kind(), v1::HELP_ANSWER_KIND_TAKEN);
  EXPECT_EQ(call.reply().operator_id(), omar_.id);
  EXPECT_EQ(call.reply().operator_name(), "Omar");
  EXPECT_EQ(call.reply().at_ms(), to_unix_ms(now() - 1h));
}

TEST_F(HelpDeskTest, ShowsWhatIsPlannedAndHowItEnded) {
  help::Answer answer = taken(omar_, now() - 1h);
  answer.kind = v1::HELP_ANSWER_KIND_PLANNED;
  answer.call_at = now() + 20h;
  EXPECT_EQ(shown(signed_by(omar_, answer)).reply().call_at_ms(), to_unix_ms(now() + 20h));
  answer.kind = v1::HELP_ANSWER_KIND_CLOSED;
  answer.call_at = std::nullopt;
  answer.outcome = v1::HELP_OUTCOME_NOT_REACHED;
  const HelpCall closed = shown(signed_by(omar_, answer));
  EXPECT_EQ(closed.reply().outcome(), v1::HELP_OUTCOME_NOT_REACHED);
  EXPECT_EQ(closed.reply().call_at_ms(), 0);
}

TEST_F(HelpDeskTest, ShowsAForgedAnswerAsNone) {
  const Bytes good = signed_by(omar_);
  ASSERT_TRUE(shown(good).has_reply());
  for (std::size_t at = 0; at < good.size(); ++at) {
    Bytes bent = good;
    bent[at] = static_cast<char>(bent[at] ^ 1);
    EXPECT_FALSE(shown(bent).has_reply()) << at;
  }
  EXPECT_FALSE(shown("rubbish").has_reply());
  EXPECT_FALSE(shown(Bytes(1000, 'x')).has_reply());
  const test::Organisation elsewhere("Ailleurs");
  EXPECT_FALSE(shown(help::sign(taken(omar_, now()), elsewhere.trust(), omar_.key)).has_reply());
  EXPECT_FALSE(shown(help::sign(taken(nadia_, now()), ours_.trust(), omar_.key)).has_reply())
      << "in somebody else's name";
}

TEST_F(HelpDeskTest, ShowsWhatTheSupportSignedAsNone) {
  EXPECT_FALSE(shown(signed_by(lea_)).has_reply());
}

TEST_F(HelpDeskTest, ShowsAnAnswerOfSomebodyWhoLeftAsNone) {
  const Bytes answer = signed_by(omar_);
  ASSERT_TRUE(shown(answer).has_reply());
  leaves(omar_);
  const HelpCall call = shown(answer);
  EXPECT_FALSE(call.has_reply());
  EXPECT_EQ(call.request().help_id(), kRequest) << "the family waits all the same";
}

TEST_F(HelpDeskTest, ShowsAnAnswerToAnotherRequestOrAnotherPcAsNone) {
  help::Answer other = taken(omar_, now() - 1h);
  other.help_id = "00000000000000e2";
  EXPECT_FALSE(shown(signed_by(omar_, other)).has_reply());
  other = taken(omar_, now() - 1h);
  other.machine = MachineId{"00000000000000bc"};
  EXPECT_FALSE(shown(signed_by(omar_, other)).has_reply());
}

TEST_F(HelpDeskTest, ShowsAnAnswerOfTheDayAfterTomorrowAsNone) {
  EXPECT_TRUE(shown(signed_by(omar_, taken(omar_, now() + 23h))).has_reply());
  EXPECT_FALSE(shown(signed_by(omar_, taken(omar_, now() + 25h))).has_reply());
}

TEST_F(HelpDeskTest, KeepsTheRelaysOrderAndLeavesOutWhatNamesNoRequest) {
  *relay_lists_.add_entries() = entry({}, "00000000000000bd");
  *relay_lists_.add_entries() = entry({}, "../../etc");
  *relay_lists_.add_entries() = entry({}, kMachine);
  relay_lists_.mutable_entries(2)->set_ended(true);
  *relay_lists_.add_entries() = entry({}, "00000000000000be");
  relay_lists_.mutable_entries(3)->mutable_request()->set_help_id("");
  relay_lists_.set_more(true);
  const Result<local::v1::HelpQueue> queue = test::drive(io_, desk_.list());
  ASSERT_TRUE(queue);
  ASSERT_EQ(queue->calls_size(), 2);
  EXPECT_EQ(queue->calls(0).machine_id(), "00000000000000bd");
  EXPECT_EQ(queue->calls(1).machine_id(), kMachine);
  EXPECT_FALSE(queue->calls(0).ended());
  EXPECT_TRUE(queue->calls(1).ended());
  EXPECT_TRUE(queue->more());
}

TEST_F(HelpDeskTest, TellsWhatTheRelaySays) {
  for (const Errc why : {Errc::RelayUnreachable, Errc::OutOfDate, Errc::MachineOfAnother}) {
    relay_says_ = why;
    EXPECT_EQ(refused(take()), why);
    EXPECT_EQ(test::drive(io_, desk_.list()).error().code, why);
  }
}

TEST_F(HelpDeskTest, SignsWhatSheSaidAsOfNow) {
  const Result<HelpCall> said = say(take());
  ASSERT_TRUE(said);
  EXPECT_EQ(said->reply().operator_name(), "Nadia");
  EXPECT_EQ(handed(), taken(nadia_, now()));
  EXPECT_EQ(handed_.machine_id(), kMachine);
  EXPECT_EQ(handed_.help_id(), kRequest);
  EXPECT_EQ(handed_.follows_at_ms(), 0);
}

TEST_F(HelpDeskTest, DatesAnAnswerLaterThanTheOneThatItFollows) {
  const std::int64_t ahead = to_unix_ms(now() + 2h);  // a colleague's clock
  ASSERT_TRUE(say(take(ahead)));
  EXPECT_EQ(to_unix_ms(handed().at), ahead + 1);
  EXPECT_EQ(handed_.follows_at_ms(), ahead);
  const std::int64_t same = to_unix_ms(now());
  ASSERT_TRUE(say(take(same)));
  EXPECT_EQ(to_unix_ms(handed().at), same + 1);
  ASSERT_TRUE(say(take(same - 1)));
  EXPECT_EQ(to_unix_ms(handed().at), same);
}

// The relay keeps what Omar signed: without its date, nobody could ever answer that family again.
TEST_F(HelpDeskTest, FollowsWhatTheRelayHasOfSomebodyWhoLeftAndIsDatedAsOfNow) {
  const WallTime his = now() + 20h;
  ASSERT_TRUE(shown(signed_by(omar_, taken(omar_, his))).has_reply());
  ASSERT_TRUE(say(take()));
  EXPECT_EQ(handed_.follows_at_ms(), 0) << "his counts, and she did not see it";
  leaves(omar_);
  ASSERT_TRUE(say(take()));
  EXPECT_EQ(handed_.follows_at_ms(), to_unix_ms(his));
  EXPECT_EQ(handed().at, now());
  relay_lists_.mutable_entries(0)->set_signed_answer("rubbish");
  ASSERT_TRUE(say(take()));
  EXPECT_EQ(handed_.follows_at_ms(), 0);
}

TEST_F(HelpDeskTest, FollowsNothingThatIsDatedFurtherAheadThanClocksDiffer) {
  EXPECT_TRUE(say(take(to_unix_ms(now() + 23h))));
  EXPECT_EQ(refused(take(to_unix_ms(now() + 24h))), Errc::BadMessage);
  EXPECT_EQ(refused(take(-1)), Errc::BadMessage);
  EXPECT_EQ(refused(take(std::numeric_limits<std::int64_t>::max())), Errc::BadMessage);
  EXPECT_EQ(answers_, 1);
}

TEST_F(HelpDeskTest, PlansACallThatIsToComeWithinSixtyDays) {
  EXPECT_EQ(refused(plan(now() - 1h)), Errc::BadMessage);
  EXPECT_EQ(refused(plan(now())), Errc::BadMessage);
  EXPECT_EQ(refused(plan(now() + 60 * 24h + 1min)), Errc::BadMessage);
  EXPECT_EQ(answers_, 0) << "nothing of it was signed";
  ASSERT_TRUE(say(plan(now() + 60 * 24h)));
  ASSERT_TRUE(say(plan(now() + 1min)));
  EXPECT_EQ(handed().call_at, now() + 1min);
}

TEST_F(HelpDeskTest, SignsNothingThatSaysNothing) {
  AnswerHelpRequest call = take();
  call.set_kind(v1::HELP_ANSWER_KIND_UNSPECIFIED);
  EXPECT_EQ(refused(call), Errc::BadMessage);
  call = take();
  call.set_outcome(v1::HELP_OUTCOME_SOLVED);
  EXPECT_EQ(refused(call), Errc::BadMessage);
  call = plan(now() + 1h);
  call.set_call_at_ms(0);
  EXPECT_EQ(refused(call), Errc::BadMessage);
  EXPECT_EQ(refused(close(v1::HELP_OUTCOME_UNSPECIFIED)), Errc::BadMessage);
  EXPECT_EQ(refused(close(static_cast<v1::HelpOutcome>(77))), Errc::BadMessage);
  call = take();
  call.set_machine_id("nobody");
  EXPECT_EQ(refused(call), Errc::BadMessage);
  call = take();
  call.set_help_id("");
  EXPECT_EQ(refused(call), Errc::BadMessage);
  EXPECT_EQ(answers_, 0);
  ASSERT_TRUE(say(close(v1::HELP_OUTCOME_MISTAKE)));
  EXPECT_EQ(handed().outcome, v1::HELP_OUTCOME_MISTAKE);
}

TEST_F(HelpDeskTest, SignsNothingForWhoeverIsNoMediator) {
  const test::TempFolder other;
  const Team leas{io_.get_executor(), ours_.book(), other.path(), OperatorId{lea_.id}};
  const HelpDesk desk{timeline_, leas, [this](std::string method, Bytes request) {
                        return ask(std::move(method), std::move(request));
                      }};
  EXPECT_EQ(test::drive(io_, desk.answer(take(), lea_.key)).error().code, Errc::NotAllowed);
  leaves(nadia_);
  EXPECT_EQ(refused(take()), Errc::NotAllowed);
  EXPECT_EQ(answers_, 0);
}

TEST_F(HelpDeskTest, TakesNoWordAboutAnotherRequestForTheAnswer) {
  answers_about_ = "00000000000000bc";
  EXPECT_EQ(refused(take()), Errc::BadMessage);
}

}  // namespace
}  // namespace maintendue::console
