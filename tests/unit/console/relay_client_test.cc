// The line to the relay: kept up, given up, hurried; and what becomes of a call whose page leaves.
#include "maintendue/v1/sessions.pb.h"
#include "support/console_desk.h"
#include "support/scripted_line.h"

namespace maintendue::test {
namespace {

using namespace std::chrono_literals;
using console::LineState;

class RelayLine : public ::testing::Test {
 protected:
  ~RelayLine() override { drive(io_, client_.stop()); }

  void advance(std::chrono::milliseconds time) {
    timeline_.advance(time);
    timeline_.settle();
  }
  void beat() {
    script_.beat();
    timeline_.settle();
  }
  void start() {
    client_.start();
    timeline_.settle();
  }
  Result<Bytes> list() {
    return drive(io_, client_.call("/maintendue.v1.Fleet/ListMachines", Bytes(), 1s));
  }

  net::io_context io_;
  ManualTimeline timeline_{io_};
  LineScript script_{io_};
  console::RelayClient client_{io_.get_executor(), timeline_, dial_by(script_)};
};

TEST_F(RelayLine, StandsWithTheFirstEvent) {
  start();
  EXPECT_EQ(client_.state(), LineState::Connecting);
  beat();
  EXPECT_EQ(client_.state(), LineState::Connected);
  EXPECT_TRUE(list());
}

TEST_F(RelayLine, IsKeptByHeartbeats) {
  start();
  beat();
  for (int i = 0; i < 10; ++i) {
    advance(49s);
    beat();
  }
  EXPECT_EQ(client_.state(), LineState::Connected);
  EXPECT_EQ(script_.dialled, 1);
}

TEST_F(RelayLine, IsGivenUpInSilenceAndDialledAgain) {
  start();
  beat();
  advance(50s);
  EXPECT_EQ(client_.state(), LineState::Unreachable);
  EXPECT_EQ(script_.dialled, 2);
  beat();
  EXPECT_EQ(client_.state(), LineState::Connected);
}

TEST_F(RelayLine, IsNotBelievedBeforeTheRelaySpoke) {
  start();
  advance(10s);
  EXPECT_EQ(client_.state(), LineState::Unreachable);
}

TEST_F(RelayLine, ARefusalIsToldApartFromSilence) {
  script_.connects = fail(Errc::NotTrusted);
  start();
  EXPECT_EQ(client_.state(), LineState::Refused);
  EXPECT_EQ(list().error().code, Errc::NotTrusted);
  script_.connects = fail(Errc::RelayUnreachable);
  advance(60s);
  EXPECT_EQ(client_.state(), LineState::Unreachable);
  EXPECT_EQ(list().error().code, Errc::RelayUnreachable);
}

TEST_F(RelayLine, IsTriedAtLeastEveryHalfMinute) {
  script_.connects = fail(Errc::RelayUnreachable);
  start();
  for (int i = 0; i < 20; ++i) {
    const int before = script_.dialled;
    advance(30s);
    EXPECT_GT(script_.dialled, before);
  }
}

TEST_F(RelayLine, SigningOutEndsACallThatWaits) {
  start();
  beat();
  std::optional<Result<Bytes>> answer;
  net::co_spawn(
      io_, client_.call("/maintendue.v1.Fleet/GetMachine", Bytes(), 1h),
      [&answer](std::exception_ptr, Result<Bytes> got) { answer = std::move(got); }
  );
  timeline_.settle();
  EXPECT_EQ(script_.waiting, 1);
  drive(io_, client_.stop());
  timeline_.settle();
  ASSERT_TRUE(answer);
  EXPECT_EQ(answer->error().code, Errc::Cancelled);
  EXPECT_EQ(script_.waiting, 0);
}

// After a cut: on a line of its own, which is dialled until it stands.
class RelayReopened : public RelayLine {
 protected:
  void ask() {
    net::co_spawn(
        io_, client_.reopen(MachineId{"00000000000000bb"}, SessionId{7}),
        [this](std::exception_ptr, Result<console::Reopened> got) { reopened_ = std::move(got); }
    );
    timeline_.settle();
  }
  void record_says(v1::EndReason reason, std::uint64_t session = 7) {
    v1::ListSessionsResponse page;
    page.add_sessions()->set_session_id(session);
    page.mutable_sessions(0)->set_end_reason(reason);
    script_.answers.insert_or_assign("ListSessions", page.SerializeAsString());
  }

  std::optional<Result<console::Reopened>> reopened_;
};

TEST_F(RelayReopened, ATicketAndAStreamOnceALineStands) {
  v1::ResumeSessionResponse response;
  response.set_ticket("sixteen bytes!!!");
  script_.answers.insert_or_assign("ResumeSession", response.SerializeAsString());
  script_.connects = fail(Errc::RelayUnreachable);
  ask();
  advance(20s);
  EXPECT_FALSE(reopened_);
  EXPECT_EQ(script_.dialled, 41) << "every half second";
  script_.connects = Result<void>{};
  advance(500ms);
  ASSERT_TRUE(reopened_ && *reopened_);
  EXPECT_EQ((*reopened_)->ticket, "sixteen bytes!!!");
  EXPECT_NE((*reopened_)->stream, nullptr);
  EXPECT_EQ((*reopened_)->over, v1::END_REASON_UNSPECIFIED);
}

TEST_F(RelayReopened, OneThatIsOverTellsWhy) {
  script_.answers.insert_or_assign("ResumeSession", fail(Errc::NotFound));
  record_says(v1::END_REASON_FAMILY);
  ask();
  ASSERT_TRUE(reopened_ && *reopened_);
  EXPECT_EQ((*reopened_)->over, v1::END_REASON_FAMILY);
  EXPECT_EQ((*reopened_)->stream, nullptr);
}

TEST_F(RelayReopened, OneThatIsBeingClosedIsAskedForOnceMore) {
  script_.answers.insert_or_assign("ResumeSession", fail(Errc::NotFound));
  record_says(v1::END_REASON_UNSPECIFIED);
  ask();
  ASSERT_TRUE(reopened_);
  EXPECT_EQ(reopened_->error().code, Errc::TryLater);
}

TEST_F(RelayReopened, OneThatTheRelayNeverHeardOfIsOver) {
  script_.answers.insert_or_assign("ResumeSession", fail(Errc::NotFound));
  record_says(v1::END_REASON_FAMILY, 6);
  ask();
  ASSERT_TRUE(reopened_ && *reopened_);
  EXPECT_EQ((*reopened_)->over, v1::END_REASON_RELAY_LOST);
}

TEST_F(RelayReopened, TheSharedLineIsDialledAnewWhenItIsDeadToo) {
  start();
  beat();
  script_.dead = 1;
  record_says(v1::END_REASON_FAMILY);
  script_.answers.insert_or_assign("ResumeSession", fail(Errc::NotFound));
  ask();
  EXPECT_EQ(script_.dialled, 3) << "the one for the session, and the shared one";
  beat();
  EXPECT_EQ(client_.state(), LineState::Connected);
}

TEST_F(RelayReopened, TheSharedLineIsKeptWhileItAnswers) {
  start();
  beat();
  record_says(v1::END_REASON_FAMILY);
  script_.answers.insert_or_assign("ResumeSession", fail(Errc::NotFound));
  ask();
  EXPECT_EQ(script_.dialled, 2);
  EXPECT_EQ(client_.state(), LineState::Connected);
}

class PageThatLeaves : public EmptyDesk {};

TEST_F(PageThatLeaves, CancelsItsCall) {
  LineScript script(io_);
  open_console([&script](const auto&, auto) { return dial_by(script); });
  ASSERT_EQ(sign_in().result_int(), 200u);
  drive_until(io_, [&script] { return script.pulse != nullptr; });
  script.beat();
  HttpClient page = client();
  page.send(http::verb::post, "/maintendue.v1.Fleet/GetMachine", call_fields());
  drive_until(io_, [&script] { return script.waiting == 1; });
  page.leave();
  drive_until(io_, [&script] { return script.waiting == 0; });
  drive(io_, console_->stop());
  console_.reset();
}

}  // namespace
}  // namespace maintendue::test
