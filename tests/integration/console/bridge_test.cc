// docs/flows: page --Connect--> console --gRPC--> relay.
#include <google/protobuf/descriptor.h>

#include <set>

#include "office.h"

namespace maintendue::test {
namespace {

using namespace std::chrono_literals;

class ConsoleBridge : public Office {
 protected:
  HttpClient watching_client() {
    HttpClient client = this->client();
    const Fields fields = call_fields("application/connect+proto");
    client.send(http::verb::post, "/maintendue.v1.Events/Watch", fields, Bytes(5, '\0'));
    return client;
  }
  static v1::Event event_in(const Bytes& envelope) {
    v1::Event event;
    EXPECT_TRUE(event.ParseFromString(envelope.substr(5)));
    return event;
  }
};

TEST_F(ConsoleBridge, PassesACallAndItsAnswerOn) {
  ASSERT_EQ(sign_in().result_int(), 200u);
  const Answer answer = call("/maintendue.v1.Fleet/ListMachines", {});
  EXPECT_EQ(answer.result_int(), 200u);
  EXPECT_EQ(answer["Content-Type"], "application/proto");
  v1::ListMachinesResponse machines;
  ASSERT_TRUE(machines.ParseFromString(answer.body()));
  EXPECT_EQ(machines.machines(0).machine_id(), RelayStandIn::kMachine);
  EXPECT_EQ(status().relay(), local::v1::RELAY_STATE_CONNECTED);
}

// No role is asked for on the operator's own PC, but that somebody unlocked her key.
TEST_F(ConsoleBridge, AnswersAPageThatIsNotSignedInNothingButHowToSignIn) {
  const auto* const service = local::v1::GetStatusRequest::descriptor()->file()->service(0);
  std::set<std::string> answered;
  for (int i = 0; i < service->method_count(); ++i) {
    const std::string& name = service->method(i)->name();
    const Answer answer = call("/maintendue.local.v1.Console/" + name, {});
    const std::string body = answer.body();
    if (body != R"({"code":"permission_denied","message":"not_allowed"})") answered.insert(name);
    EXPECT_NE(answer.result_int(), 501u) << name << " is declared and not served";
  }
  EXPECT_EQ(answered, (std::set<std::string>{"GetStatus", "SignIn", "SignOut"}));
}

TEST_F(ConsoleBridge, ARelaysRefusalKeepsItsName) {
  sign_in_and_connect();
  const Answer answer = call("/maintendue.v1.Calls/ListCalls", {});  // not one of this relay's
  EXPECT_GE(answer.result_int(), 400u);
  EXPECT_EQ(answer["Content-Type"], "application/json");
}

TEST_F(ConsoleBridge, PassesAStreamOnAsItComes) {
  sign_in_and_connect();
  HttpClient client = watching_client();
  ASSERT_EQ(client.receive_head(), 200);
  EXPECT_TRUE(event_in(client.receive_some()).has_ready());
  for (int i = 0; i < 3; ++i) {
    v1::Event event;
    event.mutable_machine()->set_last_seen_ms(i + 1);
    relay_.tell(event);
    EXPECT_EQ(event_in(client.receive_some()).machine().last_seen_ms(), i + 1);
  }
}

TEST_F(ConsoleBridge, AStreamThatBreaksSaysSoInItsLastEnvelope) {
  sign_in_and_connect();
  HttpClient client = watching_client();
  ASSERT_EQ(client.receive_head(), 200);
  (void)client.receive_some();
  relay_.stop();
  const Bytes last = client.receive_some();
  ASSERT_FALSE(last.empty());
  EXPECT_EQ(last[0], 2);
  EXPECT_EQ(client.receive_some(), "");
}

TEST_F(ConsoleBridge, AnEnvelopeThatIsNoneIsRefused) {
  sign_in_and_connect();
  const Answer answer = client().ask(
      http::verb::post, "/maintendue.v1.Events/Watch", call_fields("application/connect+proto"), "x"
  );
  EXPECT_EQ(answer.result_int(), 200u);
  EXPECT_EQ(
      answer.body().substr(5),
      "{\"error\":{\"code\":\"invalid_argument\",\"message\":\"bad_message\"}}"
  );
}

TEST_F(ConsoleBridge, APageThatLeavesCancelsItsStream) {
  sign_in_and_connect();
  ASSERT_EQ(relay_.watching, 1) << "the console's own";
  HttpClient client = watching_client();
  ASSERT_EQ(client.receive_head(), 200);
  (void)client.receive_some();
  EXPECT_EQ(relay_.watching, 2);
  client.leave();
  drive_until(io_, [this] { return relay_.watching == 1; });
}

TEST_F(ConsoleBridge, TheCallersTimeIsKept) {
  sign_in_and_connect();
  Fields fields = call_fields();
  fields.emplace_back("Connect-Timeout-Ms", "50");
  fields.emplace_back("Connect-Protocol-Version", "1");
  const Answer answer = client().ask(http::verb::post, "/maintendue.v1.Fleet/GetMachine", fields);
  EXPECT_EQ(answer.result_int(), 504u);
  EXPECT_EQ(answer.body(), "{\"code\":\"deadline_exceeded\",\"message\":\"timed_out\"}");
}

TEST_F(ConsoleBridge, SigningOutEndsWhatIsUnderWay) {
  sign_in_and_connect();
  HttpClient stream = watching_client();
  ASSERT_EQ(stream.receive_head(), 200);
  (void)stream.receive_some();
  HttpClient waiting = this->client();
  waiting.send(http::verb::post, "/maintendue.v1.Fleet/GetMachine", call_fields());
  drive_until(io_, [this] { return relay_.waiting == 1; });
  EXPECT_EQ(call("/maintendue.local.v1.Console/SignOut", {}).result_int(), 200u);
  EXPECT_EQ(waiting.receive().result_int(), 499u);
  EXPECT_EQ(stream.receive_some()[0], 2);
  drive_until(io_, [this] { return relay_.watching == 0; });
}

TEST_F(ConsoleBridge, NobodyIsOnDutyWhoIsNotThere) {
  sign_in_and_connect();
  EXPECT_EQ(call("/maintendue.local.v1.Console/SignOut", {}).result_int(), 200u);
  EXPECT_EQ(relay_.duties_ended, 1);
  sign_in_and_connect();
  drive(io_, console_->stop());
  EXPECT_EQ(relay_.duties_ended, 2) << "nor once the program has ended";
}

TEST_F(ConsoleBridge, SigningOutWaitsForNoRelayThatIsOutOfReach) {
  sign_in_and_connect();
  relay_.stop();
  drive_until(io_, [this] { return status().relay() == local::v1::RELAY_STATE_UNREACHABLE; });
  EXPECT_EQ(call("/maintendue.local.v1.Console/SignOut", {}).result_int(), 200u);
}

TEST_F(ConsoleBridge, ComesBackByItselfWhenTheRelayDoes) {
  sign_in_and_connect();
  const std::uint16_t port = relay_.port();
  relay_.stop();
  drive_until(io_, [this] { return status().relay() == local::v1::RELAY_STATE_UNREACHABLE; });
  relay_.start(port);
  for (int i = 0; i < 20 && status().relay() != local::v1::RELAY_STATE_CONNECTED; ++i) {
    timeline_.advance(30s);
    (void)call("/maintendue.v1.Fleet/ListMachines", {});
  }
  EXPECT_EQ(status().relay(), local::v1::RELAY_STATE_CONNECTED);
}

TEST_F(ConsoleBridge, ARelayThatDoesNotKnowTheOperatorRefuses) {
  relay_.refuses = true;
  ASSERT_EQ(sign_in().result_int(), 200u);
  const Answer answer = call("/maintendue.v1.Fleet/ListMachines", {});
  EXPECT_NE(answer.body().find("not_trusted"), Bytes::npos);
  EXPECT_EQ(status().relay(), local::v1::RELAY_STATE_REFUSED);
}

class ConsoleElsewhere : public EmptyDesk {};

TEST_F(ConsoleElsewhere, ARelayOfAnotherOrganisationIsRefused) {
  const Organisation other("Ailleurs", std::chrono::system_clock::now() - 1h);
  RelayStandIn relay(io_, timeline_, other);
  relay.start();
  const console::Home home = console::open_home(folder_.path() / "home");
  const Address address{"localhost", relay.port()};
  open_console(console::dial_relay(io_.get_executor(), address, home.certificate, timeline_));
  ASSERT_EQ(sign_in().result_int(), 200u);
  (void)call("/maintendue.v1.Fleet/ListMachines", {});
  EXPECT_EQ(status().relay(), local::v1::RELAY_STATE_REFUSED);
  drive(io_, console_->stop());
  console_.reset();
}

}  // namespace
}  // namespace maintendue::test
