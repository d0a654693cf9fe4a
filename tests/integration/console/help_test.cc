// What pages are told of families' requests for help, and what becomes of an answer.
#include "help/answer.h"
#include "office.h"

namespace maintendue::test {
namespace {

constexpr auto kRequest = "00000000000000e1";

class HelpPage : public Office {
 protected:
  HelpPage() {
    relay_.help.set_machine_id(RelayStandIn::kMachine);
    relay_.help.mutable_request()->set_help_id(kRequest);
    relay_.help.mutable_request()->set_topic(v1::HELP_TOPIC_PRINTING);
  }

  Answer list_answer() { return call("/maintendue.local.v1.Console/ListHelp", {}); }
  Answer take_answer() {
    local::v1::AnswerHelpRequest request;
    request.set_machine_id(RelayStandIn::kMachine);
    request.set_help_id(kRequest);
    request.set_kind(v1::HELP_ANSWER_KIND_TAKEN);
    return call("/maintendue.local.v1.Console/AnswerHelp", request.SerializeAsString());
  }
  local::v1::HelpQueue list() {
    local::v1::HelpQueue queue;
    const Answer answer = list_answer();
    EXPECT_EQ(answer.result_int(), 200u) << answer.body();
    EXPECT_TRUE(queue.ParseFromString(answer.body()));
    return queue;
  }
  static bool says(const Answer& answer, const std::string& error) {
    return answer.body().find('"' + error + '"') != std::string::npos;
  }
};

TEST_F(HelpPage, ShowsARequestTakesItAndShowsWhoDid) {
  sign_in_and_connect();
  ASSERT_EQ(list().calls_size(), 1);
  EXPECT_EQ(list().calls(0).request().topic(), v1::HELP_TOPIC_PRINTING);
  EXPECT_FALSE(list().calls(0).has_reply());

  const Answer answer = take_answer();
  ASSERT_EQ(answer.result_int(), 200u) << answer.body();
  local::v1::HelpCall call;
  ASSERT_TRUE(call.ParseFromString(answer.body()));
  EXPECT_EQ(call.reply().operator_name(), "Nadia");
  EXPECT_EQ(list().calls(0).reply().operator_id(), nadia_.id);
  const auto handed =
      help::check(relay_.help.signed_answer(), organisation_.book(), timeline_.wall());
  ASSERT_TRUE(handed) << "PCs and colleagues would not believe it";
  EXPECT_EQ(handed->machine.value, RelayStandIn::kMachine);
}

TEST_F(HelpPage, IsToldThatAColleagueWasFirst) {
  sign_in_and_connect();
  relay_.help_answered_ms = 1'763'000'000'000;
  EXPECT_TRUE(says(take_answer(), "out_of_date"));
}

TEST_F(HelpPage, AnswersNobodyWhoIsNotSignedIn) {
  EXPECT_TRUE(says(list_answer(), "not_allowed"));
  EXPECT_TRUE(says(take_answer(), "not_allowed"));
  EXPECT_TRUE(relay_.help.signed_answer().empty());
}

TEST_F(HelpPage, GetsNothingFromTheRelayThatTheConsoleHasNotJudged) {
  sign_in_and_connect();
  EXPECT_EQ(call("/maintendue.v1.Help/ListHelp", {}).result_int(), 501u);
  EXPECT_EQ(call("/maintendue.v1.Help/AnswerHelp", {}).result_int(), 501u);
}

TEST_F(HelpPage, SaysThatTheRelayIsAway) {
  sign_in_and_connect();
  relay_.stop();
  EXPECT_TRUE(says(list_answer(), "relay_unreachable"));
}

}  // namespace
}  // namespace maintendue::test
