// The line to the relay: kept up, given up, hurried; and what becomes of a call whose page leaves.
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

class PageThatLeaves : public EmptyDesk {};

TEST_F(PageThatLeaves, CancelsItsCall) {
  LineScript script(io_);
  open_console([&script](const identity::PrivateKey&) { return dial_by(script); });
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
