// Signed logs over real gRPC: a PC gives its own on its link, a console by a call.
#include "guest.h"
#include "relay/gate/pace.h"

namespace maintendue::test {
namespace {

const std::string kMachineId = "00000000000000bb";

class RelayLogsOnTheWire : public ::testing::Test {
 protected:
  net::awaitable<void> open() {
    co_await machine_.arrive();
    co_await console_.arrive();
    co_await machine_.attach();
    const auto opened = required(co_await console_.open(kMachineId), "open");
    co_await machine_.offer();
    session_ = opened.session_id();
  }
  net::awaitable<void> deliver(std::uint64_t session, Bytes log) {
    v1::AgentSays says;
    says.mutable_session_log()->set_session_id(session);
    says.mutable_session_log()->set_log(std::move(log));
    required(co_await wire::write_message(*machine_.link(), std::move(says)), "log");
  }
  net::awaitable<Result<v1::GiveLogResponse>> give(OperatorGuest& who, Bytes log) {
    v1::GiveLogRequest request;
    request.set_session_id(session_);
    request.set_log(std::move(log));
    return who.ask<v1::GiveLogResponse>("Sessions/GiveLog", std::move(request));
  }
  net::awaitable<v1::ListLogsResponse> list(std::vector<std::uint64_t> sessions) {
    v1::ListLogsRequest request;
    for (const std::uint64_t id : sessions) request.add_session_ids(id);
    auto asking = console_.ask<v1::ListLogsResponse>("Sessions/ListLogs", std::move(request));
    co_return required(co_await std::move(asking), "list");
  }

  RelaySite site_;
  MachineGuest machine_{site_, site_.port(), site_.organisation().machine(kMachineId)};
  OperatorGuest console_{site_, site_.port(), site_.nadia()};
  std::uint64_t session_ = 0;
};

STORY(RelayLogsOnTheWire, BothSidesGiveTheirsAndAreTold) {
  co_await open();
  co_await deliver(session_, "of the PC");
  const v1::RelaySays answer = required(co_await machine_.hear(), "answer");
  EXPECT_EQ(answer.log_kept().session_id(), session_);
  required(co_await give(console_, "of the console"), "give");
  const std::vector<std::uint64_t> wanted{session_, 99};
  const v1::ListLogsResponse logs = co_await list(wanted);
  EXPECT_EQ(logs.logs_size(), 1);
  EXPECT_EQ(logs.logs(0).machine_log(), "of the PC");
  EXPECT_EQ(logs.logs(0).console_log(), "of the console");
}

STORY(RelayLogsOnTheWire, APcIsNotAskedAgainForASessionThatNobodyKnows) {
  co_await open();
  co_await deliver(99, "log");
  const v1::RelaySays answer = required(co_await machine_.hear(), "answer");
  EXPECT_EQ(answer.log_kept().session_id(), 99u);
}

STORY(RelayLogsOnTheWire, APcThatGivesOneAfterTheOtherWaitsInBetween) {
  co_await open();
  const SteadyTime began = std::chrono::steady_clock::now();
  for (int i = 0; i < 3; ++i) {
    co_await deliver(session_, "of the PC");
    const v1::RelaySays answer = required(co_await machine_.hear(), "answer");
    EXPECT_EQ(answer.log_kept().session_id(), session_);
  }
  EXPECT_GE(std::chrono::steady_clock::now() - began, 2 * relay::Pace::kApart);
}

STORY(RelayLogsOnTheWire, AnotherOperatorGivesNothing) {
  co_await open();
  OperatorGuest lea(site_, site_.port(), site_.lea());
  co_await lea.arrive();
  const auto refused = co_await give(lea, "a log of hers");
  EXPECT_EQ(refused.error().code, Errc::NotFound);
  const std::vector<std::uint64_t> wanted{session_};
  const v1::ListLogsResponse logs = co_await list(wanted);
  EXPECT_EQ(logs.logs(0).console_log(), "");
}

STORY(RelayLogsOnTheWire, TooMuchIsRefused) {
  co_await open();
  const Bytes too_long(48 * 1024 + 1, 'x');
  const auto long_one = co_await give(console_, too_long);
  EXPECT_EQ(long_one.error().code, Errc::BadMessage);
  const auto empty = co_await give(console_, "");
  EXPECT_EQ(empty.error().code, Errc::BadMessage);
  v1::ListLogsRequest many;
  for (std::uint64_t id = 1; id <= 21; ++id) many.add_session_ids(id);
  auto asking = console_.ask<v1::ListLogsResponse>("Sessions/ListLogs", std::move(many));
  const auto refused = co_await std::move(asking);
  EXPECT_EQ(refused.error().code, Errc::BadMessage);
  co_await deliver(session_, too_long);
  const auto ended = co_await machine_.hear();
  EXPECT_EQ(ended.error().code, Errc::BadMessage);
}

}  // namespace
}  // namespace maintendue::test
