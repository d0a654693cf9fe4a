// A family's request for help and what is answered, over real gRPC and a real database.
#include "help.h"

#include <set>

#include "guest.h"
#include "maintendue/v1/duties.pb.h"
#include "maintendue/v1/fleet.pb.h"
#include "maintendue/v1/operators.pb.h"

namespace maintendue::test {
namespace {

using namespace std::chrono_literals;

const std::string kFirst = "00000000000000f1";
const std::string kSecond = "00000000000000f2";

class RelayHelp : public ::testing::Test {
 protected:
  // A roster that names Omar too; what the PC is told of it, it has no use for.
  net::awaitable<void> begin() {
    co_await publish(site_.organisation().roster(2));
    co_await pc_.attach();
  }
  net::awaitable<void> publish(roster::Roster roster) {
    auto putting = camille_.ask<v1::PutRosterResponse>(
        "Operators/PutRoster", site_.organisation().news_of(std::move(roster))
    );
    required(co_await std::move(putting), "put");
  }
  // What the family presses or its PC repeats, a second after the last time.
  net::awaitable<v1::HelpNews> ask(v1::HelpRequest request) {
    site_.pass(1s);
    co_return co_await pc_.ask_for_help(std::move(request));
  }
  net::awaitable<void> come_back() {
    site_.pass(1s);
    co_await pc_.attach();
  }
  net::awaitable<v1::ListHelpResponse> list() {
    auto asking = lea_.ask<v1::ListHelpResponse>("Help/ListHelp", v1::ListHelpRequest{});
    co_return required(co_await std::move(asking), "list");
  }
  net::awaitable<v1::HelpEntry> only_entry() {
    const v1::ListHelpResponse all = co_await list();
    if (all.entries_size() != 1) throw std::runtime_error("not 1 of them");
    co_return all.entries(0);
  }

  help::Answer taken_by(const Holder& who) const { return taken(who, holder_.id, kFirst); }
  help::Answer closed_by(const Holder& who) const {
    help::Answer answer = taken_by(who);
    answer.kind = v1::HELP_ANSWER_KIND_CLOSED;
    answer.outcome = v1::HELP_OUTCOME_SOLVED;
    return answer;
  }
  Bytes signed_by(const Holder& who, const help::Answer& answer) const {
    return help::sign(answer, site_.organisation().trust(), who.key);
  }
  net::awaitable<Result<v1::HelpEntry>> give(OperatorGuest& guest, v1::AnswerHelpRequest request) {
    return guest.ask<v1::HelpEntry>("Help/AnswerHelp", std::move(request));
  }
  net::awaitable<Result<v1::HelpEntry>> nadia_gives(help::Answer answer, WallTime follows = {}) {
    return give(nadia_, giving(answer, signed_by(site_.nadia(), answer), follows));
  }
  net::awaitable<Result<v1::HelpEntry>> omar_gives(help::Answer answer, WallTime follows = {}) {
    return give(omar_, giving(answer, signed_by(omars_, answer), follows));
  }
  net::awaitable<Errc> refused(net::awaitable<Result<v1::HelpEntry>> giving) {
    const Result<v1::HelpEntry> given = co_await std::move(giving);
    co_return given ? Errc{} : given.error().code;
  }
  net::awaitable<void> becomes_nadias() {
    v1::GiveMachineRequest gift;
    gift.set_machine_id(holder_.id);
    gift.set_mediator_operator_id(site_.nadia().id);
    auto asking = nadia_.ask<v1::Machine>("Fleet/GiveMachine", std::move(gift));
    required(co_await std::move(asking), "give");
  }

  RelaySite site_;
  const Holder holder_ = site_.organisation().machine();
  const Holder omars_ =
      site_.organisation().operator_named("Omar", {v1::ROLE_MEDIATOR}, "00000000000000ab");
  OperatorGuest nadia_{site_, site_.port(), site_.nadia()};
  OperatorGuest omar_{site_, site_.port(), omars_};
  OperatorGuest lea_{site_, site_.port(), site_.lea()};
  OperatorGuest camille_{site_, site_.port(), site_.camille()};
  MachineGuest pc_{site_, site_.port(), holder_};
};

STORY(RelayHelp, IsKeptOnceThoughItIsSaidTwoHundredTimes) {
  co_await begin();
  co_await nadia_.watch();
  const v1::HelpNews first = co_await ask(help_request());
  EXPECT_EQ(first.help_id(), kFirst);
  EXPECT_EQ(first.revision(), 1u);
  EXPECT_GT(first.received_ms(), 0);
  EXPECT_TRUE(first.signed_answer().empty());
  for (int n = 1; n < 200; ++n) {
    const v1::HelpNews again = co_await ask(help_request());
    EXPECT_EQ(again.SerializeAsString(), first.SerializeAsString()) << n;
  }
  const v1::HelpEntry entry = co_await only_entry();
  EXPECT_EQ(entry.machine_id(), holder_.id);
  EXPECT_EQ(entry.request().topic(), v1::HELP_TOPIC_SCHOOL);
  EXPECT_EQ(entry.received_ms(), first.received_ms());
  EXPECT_FALSE(entry.ended());

  (void)co_await ask(help_request(kFirst, 2));
  EXPECT_EQ((co_await nadia_.help_event()).request().revision(), 1u);
  EXPECT_EQ((co_await nadia_.help_event()).request().revision(), 2u) << "told of what changes";
}

STORY(RelayHelp, StaysAtItsHighestRevision) {
  co_await begin();
  v1::HelpRequest third = help_request(kFirst, 3);
  third.set_topic(v1::HELP_TOPIC_MESSAGE);
  EXPECT_EQ((co_await ask(help_request(kFirst, 2))).revision(), 2u);
  EXPECT_EQ((co_await ask(third)).revision(), 3u);
  EXPECT_EQ((co_await ask(help_request(kFirst, 1))).revision(), 3u);
  const v1::HelpEntry entry = co_await only_entry();
  EXPECT_EQ(entry.request().SerializeAsString(), third.SerializeAsString());
}

STORY(RelayHelp, IsOverForGoodOnceItsFamilyNeedsItNoMore) {
  co_await begin();
  co_await nadia_.watch();
  v1::HelpRequest cancelled = help_request(kFirst, 2);
  cancelled.set_cancelled(true);
  (void)co_await ask(help_request());
  EXPECT_EQ((co_await ask(cancelled)).revision(), 2u);
  EXPECT_EQ((co_await ask(help_request(kFirst, 3))).revision(), 2u);
  EXPECT_FALSE((co_await nadia_.help_event()).ended());
  EXPECT_TRUE((co_await nadia_.help_event()).ended());
  const v1::HelpEntry entry = co_await only_entry();
  EXPECT_TRUE(entry.ended() && entry.request().cancelled());
  EXPECT_EQ(co_await refused(nadia_gives(taken_by(site_.nadia()))), Errc::OutOfDate);
}

STORY(RelayHelp, EndsWhatTheSamePcHadOpenWhenItAsksAnew) {
  co_await begin();
  (void)co_await ask(help_request());
  co_await nadia_.watch();
  (void)co_await ask(help_request(kSecond));
  const v1::HelpEntry before = co_await nadia_.help_event();
  EXPECT_EQ(before.request().help_id(), kFirst);
  EXPECT_TRUE(before.ended());
  const v1::HelpEntry after = co_await nadia_.help_event();
  EXPECT_EQ(after.request().help_id(), kSecond);
  EXPECT_FALSE(after.ended());
  const v1::ListHelpResponse all = co_await list();
  EXPECT_EQ(all.entries_size(), 2);
  EXPECT_EQ(all.entries(0).request().help_id(), kSecond) << "who waits comes first";
}

STORY(RelayHelp, IsNotKeptOfAPcThatAskedTwentyTimesThatDay) {
  co_await begin();
  const auto id = [](int n) {
    char text[17];
    std::snprintf(text, sizeof text, "%016x", static_cast<unsigned>(n));
    return std::string(text);
  };
  for (int n = 1; n <= 20; ++n) {
    const v1::HelpNews kept = co_await ask(help_request(id(n)));
    EXPECT_FALSE(kept.too_many()) << n;
  }
  const v1::HelpNews refusal = co_await ask(help_request(id(21)));
  EXPECT_TRUE(refusal.too_many());
  EXPECT_EQ(refusal.help_id(), id(21));
  EXPECT_EQ(refusal.revision(), 0u);
  const v1::ListHelpResponse all = co_await list();
  EXPECT_EQ(all.entries_size(), 20);
  EXPECT_EQ(all.entries(0).request().help_id(), id(20));
  EXPECT_FALSE(all.entries(0).ended());
  site_.pass(24h);
  EXPECT_EQ((co_await ask(help_request(id(21)))).revision(), 1u);
}

STORY(RelayHelp, ThatTheContractDoesNotKnowEndsTheLinkAndIsNotKept) {
  co_await publish(site_.organisation().roster(2));
  for (int flaw = 0; flaw < 5; ++flaw) {
    v1::HelpRequest request = help_request();
    if (flaw == 0) request.set_help_id("../../etc/passwd");
    if (flaw == 1) request.clear_topic();
    if (flaw == 2) request.set_call_back(static_cast<v1::CallBack>(4));
    if (flaw == 3) request.set_language("<b>");
    if (flaw == 4) request.set_asked_ms(-1);
    co_await come_back();
    v1::AgentSays says;
    *says.mutable_help() = request;
    required(co_await wire::write_message(*pc_.link(), std::move(says)), "request");
    EXPECT_EQ((co_await pc_.hear()).error().code, Errc::BadMessage) << flaw;
  }
  EXPECT_EQ((co_await list()).entries_size(), 0);
}

STORY(RelayHelp, IsHeardOfAPcThatSharesItsKeyToo) {
  co_await begin();
  MachineGuest twin(site_, site_.port(), holder_);
  twin.step = pc_.step;
  twin.board = Bytes(32, 'B');
  twin.disk = Bytes(32, 'D');
  (void)co_await ask(help_request());
  site_.pass(1s);
  co_await twin.attach("cuisine");
  EXPECT_EQ((co_await nadia_.open(holder_.id)).error().code, Errc::MachineQuarantined);
  EXPECT_EQ((co_await twin.ask_for_help(help_request(kSecond))).revision(), 1u);
  const v1::ListHelpResponse all = co_await list();
  EXPECT_EQ(all.entries(0).request().help_id(), kSecond);
  EXPECT_FALSE(all.entries(0).ended());
  help::Answer answer = taken(site_.nadia(), holder_.id, kSecond);
  EXPECT_EQ(co_await refused(nadia_gives(answer)), Errc{});
  EXPECT_FALSE((co_await twin.help_news()).signed_answer().empty());
}

STORY(RelayHelp, IsAnsweredToThePcThatIsThereAndToTheOneThatComesBack) {
  co_await begin();
  (void)co_await ask(help_request());
  co_await lea_.watch();
  const help::Answer first = taken_by(site_.nadia());
  const auto entry = required(co_await nadia_gives(first), "answer");
  const v1::HelpNews told = co_await pc_.help_news();
  EXPECT_EQ(told.help_id(), kFirst);
  EXPECT_EQ(told.revision(), 1u);
  EXPECT_EQ(told.signed_answer(), entry.signed_answer());
  EXPECT_EQ((co_await lea_.help_event()).signed_answer(), entry.signed_answer());
  EXPECT_EQ(help::content(told.signed_answer()).value(), first);

  pc_.detach();
  help::Answer last = closed_by(site_.nadia());
  last.at = first.at + 1ms;
  const auto closed = required(co_await nadia_gives(last, first.at), "close");
  EXPECT_TRUE(closed.ended());
  co_await come_back();
  const v1::HelpNews heard = co_await ask(help_request());
  EXPECT_EQ(help::content(heard.signed_answer()).value(), last);
  EXPECT_TRUE((co_await only_entry()).ended());
}

STORY(RelayHelp, IsAnsweredByWhoLooksAfterThatPcAlone) {
  co_await begin();
  (void)co_await ask(help_request());
  co_await becomes_nadias();
  EXPECT_EQ(co_await refused(omar_gives(taken_by(omars_))), Errc::MachineOfAnother);
  EXPECT_TRUE((co_await only_entry()).signed_answer().empty());
  const help::Answer support = taken_by(site_.lea());
  auto by_support = give(lea_, giving(support, signed_by(site_.lea(), support)));
  EXPECT_EQ(co_await refused(std::move(by_support)), Errc::NotAllowed);
  auto listing = camille_.ask<v1::ListHelpResponse>("Help/ListHelp", v1::ListHelpRequest{});
  EXPECT_EQ((co_await std::move(listing)).error().code, Errc::NotAllowed);

  v1::BeginDutyRequest duty;
  duty.set_reason(v1::DUTY_REASON_FAMILY_CALLS);
  auto standing_in = omar_.ask<v1::BeginDutyResponse>("Duties/BeginDuty", duty);
  required(co_await std::move(standing_in), "duty");
  EXPECT_EQ(co_await refused(omar_gives(taken_by(omars_))), Errc{});
}

STORY(RelayHelp, IsAnsweredByWhoHasSeenTheAnswerBefore) {
  co_await begin();
  EXPECT_EQ(co_await refused(nadia_gives(taken_by(site_.nadia()))), Errc::NotFound);
  (void)co_await ask(help_request());
  const help::Answer first = taken_by(site_.nadia());
  required(co_await nadia_gives(first), "answer");
  help::Answer second = closed_by(omars_);
  second.at = first.at + 1ms;
  EXPECT_EQ(co_await refused(omar_gives(second)), Errc::OutOfDate) << "Nadia was quicker";
  help::Answer early = second;
  early.at = first.at;
  EXPECT_EQ(co_await refused(omar_gives(early, first.at)), Errc::OutOfDate) << "no later";
  EXPECT_EQ(help::content((co_await only_entry()).signed_answer()).value(), first);
  const auto closed = required(co_await omar_gives(second, first.at), "close");
  EXPECT_TRUE(closed.ended());
  help::Answer third = taken_by(site_.nadia());
  third.at = second.at + 1ms;
  EXPECT_EQ(co_await refused(nadia_gives(third, second.at)), Errc::OutOfDate) << "it is over";
  EXPECT_EQ(help::content((co_await only_entry()).signed_answer()).value(), second);
}

STORY(RelayHelp, IsAnsweredByOneOfTwoWhoAnswerAtOnce) {
  co_await begin();
  (void)co_await ask(help_request());
  co_await omar_.arrive();
  auto hers = refused(nadia_gives(taken_by(site_.nadia())));
  auto his = refused(omar_gives(taken_by(omars_)));
  const auto [nadia, omar] = co_await (std::move(hers) && std::move(his));
  EXPECT_EQ((std::multiset{nadia, omar}), (std::multiset{Errc{}, Errc::OutOfDate}));
}

STORY(RelayHelp, IsNotAnsweredTwiceByOneAnswerThatIsGivenTwice) {
  co_await begin();
  (void)co_await ask(help_request());
  const help::Answer answer = closed_by(site_.nadia());
  const v1::AnswerHelpRequest request = giving(answer, signed_by(site_.nadia(), answer));
  const auto once = required(co_await give(nadia_, request), "answer");
  const auto twice = required(co_await give(nadia_, request), "her line died meanwhile");
  EXPECT_EQ(twice.SerializeAsString(), once.SerializeAsString());
}

STORY(RelayHelp, IsNotAnsweredByWhatNobodySigned) {
  co_await begin();
  (void)co_await ask(help_request());
  const Holder& nadia = site_.nadia();
  const help::Answer good = taken_by(nadia);
  const auto gives = [&](OperatorGuest& guest, Bytes bytes) {
    return refused(give(guest, giving(good, std::move(bytes))));
  };
  EXPECT_EQ(co_await gives(nadia_, "not an answer"), Errc::NotTrusted);
  EXPECT_EQ(co_await gives(nadia_, ""), Errc::NotTrusted);
  EXPECT_EQ(co_await gives(nadia_, signed_by(omars_, good)), Errc::NotTrusted) << "his key";
  EXPECT_EQ(co_await gives(omar_, signed_by(nadia, good)), Errc::NotTrusted) << "not the caller's";
  const Organisation other;
  const Bytes theirs = help::sign(good, other.trust(), nadia.key);
  EXPECT_EQ(co_await gives(nadia_, theirs), Errc::NotTrusted) << "of another organisation";
  help::Answer tomorrow = good;
  tomorrow.at = site_.now() + 25h;
  EXPECT_EQ(co_await gives(nadia_, signed_by(nadia, tomorrow)), Errc::NotTrusted);
  help::Answer elsewhere = good;
  elsewhere.machine = MachineId{"00000000000000bc"};
  EXPECT_EQ(co_await gives(nadia_, signed_by(nadia, elsewhere)), Errc::BadMessage);
  elsewhere = good;
  elsewhere.help_id = kSecond;
  EXPECT_EQ(co_await gives(nadia_, signed_by(nadia, elsewhere)), Errc::BadMessage);
  EXPECT_TRUE((co_await only_entry()).signed_answer().empty());
  EXPECT_TRUE((co_await ask(help_request())).signed_answer().empty()) << "nor was the PC told";
}

STORY(RelayHelp, WaitsForOthersWhenWhoTookItHasLeftWhateverDateShePutThere) {
  co_await begin();
  (void)co_await ask(help_request());
  help::Answer hers = taken_by(site_.nadia());
  hers.at += 20h;
  required(co_await nadia_gives(hers), "answer");
  const help::Answer his = taken_by(omars_);
  EXPECT_EQ(co_await refused(omar_gives(his, hers.at)), Errc::OutOfDate) << "hers still counts";
  roster::Roster without = site_.organisation().roster(3);
  std::erase_if(without.members, [&](const roster::Member& member) {
    return member.who.id.value == site_.nadia().id;
  });
  co_await publish(std::move(without));
  EXPECT_EQ(co_await refused(omar_gives(his, hers.at)), Errc{});
}

STORY(RelayHelp, IsOpenAgainWhenItsPcSaysItAndWhoClosedItHasLeft) {
  co_await begin();
  (void)co_await ask(help_request());
  required(co_await nadia_gives(closed_by(site_.nadia())), "close");
  (void)co_await pc_.help_news();
  EXPECT_FALSE((co_await ask(help_request())).signed_answer().empty()) << "hers counts";
  EXPECT_TRUE((co_await only_entry()).ended());
  roster::Roster without = site_.organisation().roster(3);
  std::erase_if(without.members, [&](const roster::Member& member) {
    return member.who.id.value == site_.nadia().id;
  });
  co_await publish(std::move(without));
  co_await omar_.watch();
  EXPECT_TRUE((co_await ask(help_request())).signed_answer().empty());
  EXPECT_FALSE((co_await omar_.help_event()).ended());
  EXPECT_EQ(co_await refused(omar_gives(taken_by(omars_))), Errc{});
}

STORY(RelayHelp, IsToldToWhoMayListItAndToNobodyElse) {
  co_await begin();
  co_await nadia_.watch();
  co_await lea_.watch();
  co_await camille_.watch();
  (void)co_await ask(help_request());
  EXPECT_EQ((co_await nadia_.help_event()).request().help_id(), kFirst);
  EXPECT_EQ((co_await lea_.help_event()).request().help_id(), kFirst);
  pc_.detach();
  for (;;) {
    const v1::Event event = required(co_await camille_.next_event(), "event");
    EXPECT_FALSE(event.has_help());
    if (event.has_machine() && !event.machine().online()) break;
  }
}

}  // namespace
}  // namespace maintendue::test
