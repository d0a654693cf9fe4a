// The pure parts: words of the Connect protocol, tokens, addresses, pauses, states.
#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "console/http/bridge.h"
#include "console/http/connect.h"
#include "console/http/tokens.h"
#include "console/keyring/misses.h"
#include "console/options.h"
#include "console/session/session_state.h"

namespace maintendue::test {
namespace {

using namespace std::chrono_literals;
using namespace maintendue::console;

TEST(Connect, ErrorsAreStatusesAndNames) {
  EXPECT_EQ(connect::refusal(Errc::RelayUnreachable).status, 503);
  EXPECT_EQ(
      connect::refusal(Errc::RelayUnreachable).json,
      "{\"code\":\"unavailable\",\"message\":\"relay_unreachable\"}"
  );
  EXPECT_EQ(connect::refusal(Errc::NotFound).status, 404);
  EXPECT_EQ(connect::refusal(Errc::NotAllowed).status, 403);
  EXPECT_EQ(connect::refusal(Errc::TimedOut).status, 504);
  EXPECT_EQ(connect::refusal(Errc::Cancelled).status, 499);
  EXPECT_EQ(connect::refusal(Errc::Internal).status, 500);
}

TEST(Connect, EnvelopesGoThereAndBack) {
  EXPECT_EQ(connect::envelope("abc"), Bytes("\0\0\0\0\3abc", 8));
  EXPECT_EQ(*connect::open_envelope(connect::envelope("abc")), "abc");
  EXPECT_EQ(*connect::open_envelope(connect::envelope("")), "");
  EXPECT_EQ(connect::end_of_stream(), Bytes("\2\0\0\0\2{}", 7));
}

TEST(Connect, AnEnvelopeIsExactlyOne) {
  const Bytes good = connect::envelope("abc");
  for (const Bytes& bad :
       {Bytes(), good.substr(0, 4), good.substr(0, 7), good + "x", good + good,
        "\1" + good.substr(1), connect::end_of_stream()}) {
    EXPECT_EQ(connect::open_envelope(bad).error().code, Errc::BadMessage);
  }
}

TEST(Connect, TheCallersTimeCountsWhenItIsShorter) {
  EXPECT_EQ(connect::time_limit("", 12s), 12s);
  EXPECT_EQ(connect::time_limit("3000", 12s), 3s);
  EXPECT_EQ(connect::time_limit("9999999999", 12s), 12s);
  for (const auto* bad : {"-1", "3s", " 3", "99999999999", "x"}) {
    EXPECT_EQ(connect::time_limit(bad, 12s), 12s) << bad;
  }
}

TEST(Bridge, ReadsFromTheContractWhatStreams) {
  const Bridge bridge([] { return RelayClientPtr(); });
  ASSERT_TRUE(bridge.find("/maintendue.v1.Events/Watch"));
  EXPECT_TRUE(bridge.find("/maintendue.v1.Events/Watch")->streams);
  for (const auto* unary :
       {"/maintendue.v1.Fleet/ListMachines", "/maintendue.v1.Fleet/GetMachine",
        "/maintendue.v1.Sessions/ListSessions", "/maintendue.v1.Calls/ListCalls"}) {
    ASSERT_TRUE(bridge.find(unary)) << unary;
    EXPECT_FALSE(bridge.find(unary)->streams) << unary;
  }
  EXPECT_FALSE(bridge.find("/maintendue.v1.Sessions/OpenSession"));
  EXPECT_FALSE(bridge.find("/maintendue.v1.Tunnel/Join"));
}

TEST(Tokens, AreLongAndNeverTheSame) {
  Tokens tokens;
  const std::string first = tokens.new_address_token();
  EXPECT_EQ(first.size(), 64u);
  EXPECT_NE(first, tokens.new_address_token());
  EXPECT_FALSE(tokens.redeem(first));
}

TEST(Tokens, TheNinthPagePushesOutTheFirst) {
  Tokens tokens;
  std::vector<std::string> pages;
  for (int i = 0; i < 9; ++i) pages.push_back(*tokens.redeem(tokens.new_address_token()));
  EXPECT_FALSE(tokens.known(pages[0]));
  for (int i = 1; i < 9; ++i) EXPECT_TRUE(tokens.known(pages[i]));
  EXPECT_FALSE(tokens.known(""));
}

TEST(Misses, FiveAreFree) {
  Misses misses;
  const SteadyTime now{1h};
  for (int i = 0; i < 5; ++i) {
    EXPECT_TRUE(misses.may_try(now));
    misses.missed(now);
  }
  EXPECT_FALSE(misses.may_try(now + 29s));
  EXPECT_TRUE(misses.may_try(now + 30s));
  misses.opened();
  EXPECT_TRUE(misses.may_try(now));
}

TEST(Misses, OfOnePageAreNoOthers) {
  MissesOfPages misses;
  const SteadyTime now{1h};
  for (int i = 0; i < 5; ++i) misses.missed("hers", now);
  EXPECT_FALSE(misses.may_try("hers", now + 29s));
  EXPECT_TRUE(misses.may_try("Nadia's", now));
  misses.opened("Nadia's");
  EXPECT_FALSE(misses.may_try("hers", now + 29s));
}

TEST(Misses, OfAllPagesTogetherCountToo) {
  MissesOfPages misses;
  const SteadyTime now{1h};
  for (int i = 0; i < 20; ++i) {
    const std::string page = std::to_string(i % 7);
    ASSERT_TRUE(misses.may_try(page, now)) << i;
    misses.missed(page, now);
  }
  EXPECT_FALSE(misses.may_try("another", now + 9s));
  EXPECT_TRUE(misses.may_try("another", now + 10s));
  misses.opened("another");
  EXPECT_TRUE(misses.may_try("yet another", now));
}

TEST(ServeOptions, AreReadOrRefused) {
  using Words = std::vector<const char*>;
  const ServeOptions options = parse_serve_options(
      Words{"--home", "nadia", "--relay", "r:1", "--port", "0", "--web", "w", "--open"}
  );
  EXPECT_EQ(options.home, "nadia");
  EXPECT_EQ(options.relay.port, 1);
  EXPECT_FALSE(options.enrolment);
  const Words with_codes{"--home", "nadia", "--relay", "r:1", "--enrolment", "e:2"};
  EXPECT_EQ(parse_serve_options(with_codes).enrolment->host, "e");
  EXPECT_EQ(options.web, "w");
  EXPECT_TRUE(options.open);
  for (const Words& bad :
       {Words{}, Words{"--home", "x"}, Words{"--relay", "r:1"}, Words{"--home"},
        Words{"--home", "x", "--relay", "r"},
        Words{"--home", "x", "--relay", "r:1", "--enrolment", "e"},
        Words{"--home", "x", "--relay", "r:1", "--listen", "0"},
        Words{"--home", "x", "--relay", "r:1", "--port", "99999"}}) {
    EXPECT_THROW((void)parse_serve_options(bad), std::runtime_error);
  }
}

TEST(SessionState, AnEmptyGoodbyeIsALostMachine) {
  v1::MachineSays says;
  says.set_goodbye(v1::END_REASON_UNSPECIFIED);
  const Result<SessionState> heard = after_hearing({}, says, WallTime{});
  EXPECT_EQ(heard->ending.reason, v1::END_REASON_MACHINE_LOST);
}

TEST(SessionState, SuspendedInputIsToldAndForgottenWithTheNextLease) {
  v1::MachineSays says;
  says.mutable_lease()->set_scope(v1::SCOPE_CONTROL);
  says.mutable_lease()->set_input_suspended(true);
  Result<SessionState> heard = after_hearing({}, says, WallTime{});
  EXPECT_TRUE(heard->input_suspended);
  says.mutable_lease()->set_input_suspended(false);
  EXPECT_FALSE(after_hearing(*heard, says, WallTime{})->input_suspended);
}

// proto3 lets any number through as an enum; the page has no sentence of its own for it.
TEST(SessionState, KnowsEveryWordOfThePcOrTakesNone) {
  constexpr int kUnknown = 77;
  std::vector<v1::MachineSays> all(5);
  all[0].set_goodbye(static_cast<v1::EndReason>(kUnknown));
  all[1].mutable_answer()->set_answer(static_cast<v1::ConsentAnswer>(kUnknown));
  all[2].mutable_answer()->set_scope(static_cast<v1::Scope>(kUnknown));
  all[3].set_asking(static_cast<v1::Scope>(kUnknown));
  all[4].mutable_lease()->set_scope(static_cast<v1::Scope>(kUnknown));
  for (const v1::MachineSays& says : all) {
    const Result<SessionState> heard = after_hearing({}, says, WallTime{});
    ASSERT_FALSE(heard) << says.ShortDebugString();
    EXPECT_EQ(heard.error().code, Errc::BadMessage);
  }
}

}  // namespace
}  // namespace maintendue::test
