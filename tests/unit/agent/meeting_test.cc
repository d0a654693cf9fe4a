// Who may come to the tunnel, and what is found out there.
#include "agent/service/session/meeting.h"

#include <gtest/gtest.h>

#include "maintendue/v1/sealed.pb.h"
#include "maintendue/v1/tunnel.pb.h"
#include "roster/book_file.h"
#include "support/manual_timeline.h"
#include "support/memory_stream.h"
#include "support/organisation.h"
#include "support/temp_folder.h"

namespace maintendue::test {
namespace {

using namespace std::chrono_literals;

class MeetingTest : public ::testing::Test {
 protected:
  MeetingTest() {
    const Holder holder = organisation_.machine();
    machine_ = std::make_shared<agent::MachineState>(
        agent::MachineState{holder.key, holder.chain, holder.id, timeline_.wall() - 24h}
    );
  }

  void settle() {
    for (int i = 0; i < 20; ++i) timeline_.settle();
  }

  // The console's end: answers the join as the relay would, then the inner TLS and the greeting.
  net::awaitable<void> be_operator(Holder who, std::uint64_t greeted_session) {
    auto stream = pair_.theirs();
    Result<v1::JoinRequest> request = co_await wire::read_message<v1::JoinRequest>(*stream);
    if (!request) co_return;
    EXPECT_EQ(request->session_id(), 7u);
    EXPECT_EQ(request->ticket(), "ticket");
    v1::JoinReply reply;
    (void)co_await wire::write_message(*stream, reply);  // the pair is in memory
    auto any = [](const std::string&) { return Result<void>{}; };
    seal::Endpoint endpoint(seal::Role::Client, {who.key, who.chain}, any);
    tunnel::SealedTunnel tunnel(stream, std::move(endpoint));
    Result<void> proven = co_await tunnel.handshake(timeline_);
    if (!proven) co_return;
    Result<seal::Frame> greeting = co_await tunnel.read();
    v1::MachineSays theirs;
    if (!greeting || !theirs.ParseFromString(greeting->payload)) co_return;
    greeted_ = theirs.greeting();
    v1::ConsoleSays says;
    says.mutable_greeting()->set_session_id(greeted_session);
    says.mutable_greeting()->set_call_kind(v1::CALL_KIND_SETUP);
    if (brings_) *says.mutable_greeting()->mutable_roster() = *brings_;
    says.mutable_greeting()->set_roster_generation(console_knows_.generation);
    says.mutable_greeting()->set_roster_version(console_knows_.version);
    // It may be refused.
    (void)co_await tunnel.write(seal::Channel::Control, says.SerializeAsString());
    for (;;) {  // keeps the line until the PC has decided
      Result<seal::Frame> frame = co_await tunnel.read();
      v1::MachineSays heard;
      if (!frame || !heard.ParseFromString(frame->payload)) co_return;
      const bool over = heard.has_goodbye();
      heard_.push_back(std::move(heard));
      if (over && !stays_) co_return stream->finish();  // as a console does
    }
  }

  // Who knows the roster that `who` is in, unless the test says otherwise.
  Result<agent::Meeting> meet(Holder who, std::uint64_t greeted_session = 7) {
    if (!brings_) brings_ = organisation_.news();
    net::co_spawn(io_, be_operator(who, greeted_session), net::detached);
    return meet_alone();
  }
  Result<agent::Meeting> meet_alone(std::chrono::milliseconds wait = 0ms) {
    std::optional<Result<agent::Meeting>> result;
    auto story = [&]() -> net::awaitable<void> {
      agent::SessionOffer offer{SessionId{7}, "ticket"};
      auto meeting =
          agent::meet(pair_.ours(), timeline_, machine_, roster_, std::move(offer), on_proven_);
      result = co_await std::move(meeting);
    };
    net::co_spawn(io_, story(), net::detached);
    settle();
    timeline_.advance(wait);
    settle();
    EXPECT_TRUE(result.has_value()) << "the meeting hangs";
    if (!result) return fail(Errc::Internal);
    return std::move(*result);
  }

  net::io_context io_;
  ManualTimeline timeline_{io_};
  Organisation organisation_;
  MemoryPair pair_{io_.get_executor(), 64};
  std::shared_ptr<agent::MachineState> machine_;
  TempFolder folder_;
  int roster_changes_ = 0;
  agent::KnownRoster roster_{
      roster::Book(organisation_.trust()), folder_.path() / "roster", [this] { ++roster_changes_; }
  };
  std::optional<v1::RosterNews> brings_;
  roster::Edition console_knows_{1, 1};
  v1::MachineGreeting greeted_;
  std::vector<v1::MachineSays> heard_;
  int proven_ = 0;  // that somebody is there who may come in
  const std::function<void()> on_proven_ = [this] { ++proven_; };
  bool stays_ = false;  // she does not leave when she has been turned away
};

TEST_F(MeetingTest, AMediatorIsKnownByHerKeyAndTheRoster) {
  const Holder nadia = organisation_.operator_named("Nadia");
  roster_.hear(organisation_.news());
  auto met = meet(nadia);
  ASSERT_TRUE(met) << met.error().detail;
  EXPECT_EQ(met->who.name, "Nadia");
  EXPECT_EQ(met->call_kind, v1::CALL_KIND_SETUP);
  EXPECT_EQ(proven_, 1);
}

TEST_F(MeetingTest, SupportMayAssistAnAdministratorMayNot) {
  const Holder camille = organisation_.operator_named("Camille", {v1::ROLE_ADMIN});
  roster_.hear(organisation_.news());
  auto met = meet(camille);
  ASSERT_FALSE(met);
  EXPECT_EQ(proven_, 0);
  EXPECT_EQ(met.error().code, Errc::NotTrusted);
}

TEST_F(MeetingTest, AnOperatorOfAnotherOrganisationIsNobody) {
  const Organisation other("La Maison Numérique");  // the same name, another root
  auto met = meet(other.operator_named("Nadia"));
  ASSERT_FALSE(met);
  EXPECT_EQ(met.error().code, Errc::NotTrusted);
  EXPECT_EQ(proven_, 0);
}

TEST_F(MeetingTest, AnotherMachineIsNoOperator) {
  auto met = meet(organisation_.machine("00000000000000cc"));
  ASSERT_FALSE(met);
  EXPECT_EQ(met.error().code, Errc::NotTrusted);
}

TEST_F(MeetingTest, AnOperatorWhoseCertificateIsOverIsNobody) {
  timeline_.set_wall(timeline_.wall() + 24h * 30 * 15);
  auto met = meet(organisation_.operator_named("Nadia"));
  ASSERT_FALSE(met);
  EXPECT_EQ(met.error().code, Errc::NotTrusted);
}

TEST_F(MeetingTest, APcAt1970StillKnowsHer) {
  timeline_.set_wall(from_unix_ms(0));
  EXPECT_TRUE(meet(organisation_.operator_named("Nadia")));
}

TEST_F(MeetingTest, ARosterThatTheRelayHeldBackComesWithTheConsole) {
  const Holder nadia = organisation_.operator_named("Nadia");
  roster_.hear(organisation_.news(1));
  const Holder zoe = organisation_.operator_named("Zoé", {v1::ROLE_MEDIATOR}, "00000000000000ee");
  brings_ = organisation_.news(2);
  auto met = meet(zoe);
  ASSERT_TRUE(met) << met.error().detail;
  EXPECT_EQ(met->who.name, "Zoé");
  EXPECT_EQ(greeted_.roster_version(), 1u);
  EXPECT_EQ(roster_.book().edition().version, 2u);
  const auto kept = roster::open_book(folder_.path() / "roster", organisation_.trust());
  EXPECT_EQ(kept->edition().version, 2u) << "and it is on the disk";
}

TEST_F(MeetingTest, WhoeverIsTurnedAwayAndStaysIsWaitedForASecondAlone) {
  stays_ = true;
  brings_ = organisation_.news();
  net::co_spawn(
      io_, be_operator(organisation_.operator_named("Camille", {v1::ROLE_ADMIN}), 7), net::detached
  );
  auto met = meet_alone(1s);
  ASSERT_FALSE(met);
  EXPECT_EQ(met.error().code, Errc::NotTrusted);
}

TEST_F(MeetingTest, WhoeverTheRosterLeavesOutIsTurnedAwayWithAReason) {
  const Holder nadia = organisation_.operator_named("Nadia");
  const v1::RosterNews with_nadia = organisation_.news(1);
  roster::Roster without = organisation_.roster(2);
  without.members.clear();
  roster_.hear(organisation_.news_of(without));
  brings_ = with_nadia;  // the last that named her
  console_knows_ = {1, 1};
  auto met = meet(nadia);
  ASSERT_FALSE(met);
  EXPECT_EQ(met.error().code, Errc::NotTrusted);
  ASSERT_EQ(heard_.size(), 2u);
  EXPECT_FALSE(heard_[0].roster().signed_roster().empty()) << "her console learns the newer one";
  EXPECT_EQ(heard_[1].goodbye(), v1::END_REASON_NOT_TRUSTED);
  EXPECT_EQ(roster_.book().edition().version, 2u);
}

TEST_F(MeetingTest, ARosterThatNobodyElseConfirmedLatelyCountsAsHeldBack) {
  const Holder nadia = organisation_.operator_named("Nadia");
  const Holder zoe = organisation_.operator_named("Zoé", {v1::ROLE_SUPPORT}, "00000000000000ee");
  roster_.hear(organisation_.news());
  timeline_.set_wall(organisation_.founded() + 36 * 24h);
  auto met = meet(nadia);
  ASSERT_FALSE(met);
  EXPECT_EQ(met.error().code, Errc::OutOfDate);
  ASSERT_EQ(heard_.size(), 1u);
  EXPECT_EQ(heard_[0].goodbye(), v1::END_REASON_ROSTER_STALE);
}

TEST_F(MeetingTest, AColleaguesConfirmationComesWithTheConsole) {
  const Holder nadia = organisation_.operator_named("Nadia");
  const Holder zoe = organisation_.operator_named("Zoé", {v1::ROLE_SUPPORT}, "00000000000000ee");
  const WallTime later = organisation_.founded() + 36 * 24h;
  timeline_.set_wall(later);
  brings_ = organisation_.news();
  *brings_->add_statements() = roster::sign_statement(
      {OperatorId{zoe.id}, later - 24h, roster::NewestKnown{{1, 1}}}, organisation_.trust(), zoe.key
  );
  EXPECT_TRUE(meet(nadia));
}

TEST_F(MeetingTest, WithoutAnyRosterNobodyIsAnOperator) {
  brings_ = v1::RosterNews();
  auto met = meet(organisation_.operator_named("Nadia"));
  ASSERT_FALSE(met);
  EXPECT_EQ(met.error().code, Errc::NotTrusted);
}

TEST_F(MeetingTest, ARelayThatCrossesTwoTunnelsIsFoundOut) {
  auto met = meet(organisation_.operator_named("Nadia"), 8);
  ASSERT_FALSE(met);
  EXPECT_EQ(met.error().code, Errc::NotTrusted);
}

TEST_F(MeetingTest, ARelayThatDoesNotAnswerDoesNotHangIt) {
  auto met = meet_alone(36s);
  ASSERT_FALSE(met);
  EXPECT_EQ(met.error().code, Errc::TimedOut);
}

TEST_F(MeetingTest, ALineThatFailsAtAnyMomentEndsIt) {
  for (int n = 0; n < 8; ++n) {
    MemoryPair pair(io_.get_executor(), 64);
    pair_ = pair;
    pair_.ours()->fail_at(n);
    std::optional<Result<agent::Meeting>> result;
    net::co_spawn(io_, be_operator(organisation_.operator_named(), 7), net::detached);
    auto story = [&]() -> net::awaitable<void> {
      agent::SessionOffer offer{SessionId{7}, "ticket"};
      auto meeting =
          agent::meet(pair.ours(), timeline_, machine_, roster_, std::move(offer), on_proven_);
      result = co_await std::move(meeting);
    };
    net::co_spawn(io_, story(), net::detached);
    settle();
    timeline_.advance(60s);
    settle();
    ASSERT_TRUE(result.has_value()) << "hangs when operation " << n << " fails";
    if (pair_.ours()->operations() > n) {
      EXPECT_FALSE(*result) << "operation " << n;
    }
  }
}

// ---- a session that was cut ----

class ComebackTest : public MeetingTest {
 protected:
  // The console's end: joins, proves itself, takes up that session with a secret.
  net::awaitable<void> take_up(Holder who, std::uint64_t session) {
    auto stream = pair_.theirs();
    Result<v1::JoinRequest> request = co_await wire::read_message<v1::JoinRequest>(*stream);
    if (!request) co_return;
    v1::JoinReply reply;
    (void)co_await wire::write_message(*stream, reply);  // the pair is in memory
    auto any = [](const std::string&) { return Result<void>{}; };
    seal::Endpoint endpoint(seal::Role::Client, {who.key, who.chain}, any);
    tunnel::SealedTunnel tunnel(stream, std::move(endpoint));
    Result<void> proven = co_await tunnel.handshake(timeline_);
    if (!proven) co_return;
    v1::ConsoleSays says;
    if (session != 0) {
      says.mutable_take_up()->set_session_id(session);
      says.mutable_take_up()->set_resume_secret("secret");
    } else {
      says.mutable_greeting()->set_session_id(7);
    }
    (void
    )co_await tunnel.write(seal::Channel::Control, says.SerializeAsString());  // may be refused
    (void)co_await tunnel.read();  // keeps the line until the PC has decided
  }

  Result<agent::Comeback> meet_again(
      Holder who, const identity::Operator& expected, std::uint64_t session = 7
  ) {
    roster_.hear(organisation_.news());
    net::co_spawn(io_, take_up(who, session), net::detached);
    std::optional<Result<agent::Comeback>> result;
    auto story = [&]() -> net::awaitable<void> {
      agent::SessionOffer offer{SessionId{7}, "ticket", true};
      result = co_await agent::meet_again(
          pair_.ours(), timeline_, machine_, roster_, std::move(offer), expected
      );
    };
    net::co_spawn(io_, story(), net::detached);
    settle();
    EXPECT_TRUE(result.has_value()) << "the meeting hangs";
    if (!result) return fail(Errc::Internal);
    return std::move(*result);
  }
  identity::Operator known_as(const Holder& who) {
    auto peer = organisation_.trust().check_client(who.chain, timeline_.wall());
    const auto badge = std::get<identity::Badge>(*peer);
    identity::Operator known;
    known.id = badge.id;
    known.public_key = badge.public_key;
    return known;
  }
};

TEST_F(ComebackTest, TheSameOperatorComesBackWithHerSecret) {
  const Holder nadia = organisation_.operator_named("Nadia");
  const auto back = meet_again(nadia, known_as(nadia));
  ASSERT_TRUE(back) << back.error().detail;
  EXPECT_EQ(back->secret, "secret");
}

TEST_F(ComebackTest, AColleagueIsNotShe) {
  const auto back =
      meet_again(organisation_.operator_named("Camille"), known_as(organisation_.operator_named()));
  ASSERT_FALSE(back);
  EXPECT_EQ(back.error().code, Errc::NotTrusted);
}

TEST_F(ComebackTest, AnotherKeyUnderHerNameIsNotShe) {
  const Holder nadia = organisation_.operator_named("Nadia");
  identity::Operator before = known_as(nadia);
  before.public_key = known_as(organisation_.operator_named("Nadia")).public_key;
  ASSERT_NE(before.public_key, known_as(nadia).public_key);
  const auto back = meet_again(nadia, before);
  ASSERT_FALSE(back);
  EXPECT_EQ(back.error().code, Errc::NotTrusted);
}

TEST_F(ComebackTest, AnotherSessionIsNotTakenUp) {
  const Holder nadia = organisation_.operator_named("Nadia");
  const auto back = meet_again(nadia, known_as(nadia), 8);
  ASSERT_FALSE(back);
  EXPECT_EQ(back.error().code, Errc::NotTrusted);
}

TEST_F(ComebackTest, AGreetingTakesNothingUp) {
  const Holder nadia = organisation_.operator_named("Nadia");
  const auto back = meet_again(nadia, known_as(nadia), 0);
  ASSERT_FALSE(back);
  EXPECT_EQ(back.error().code, Errc::BadMessage);
}

}  // namespace
}  // namespace maintendue::test
