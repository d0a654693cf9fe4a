// Who may not come in, and who may not say that.
#include "guest.h"
#include "maintendue/v1/calls.pb.h"
#include "maintendue/v1/fleet.pb.h"

namespace maintendue::test {
namespace {

class RelayBadGuests : public ::testing::Test {
 protected:
  // Neither the handshake nor, should it succeed, a call gets through.
  net::awaitable<void> expect_shut_out(const Holder& holder) {
    Guest guest(site_, site_.port(), holder);
    auto asked =
        guest.ask<v1::ListMachinesResponse>("Fleet/ListMachines", v1::ListMachinesRequest{});
    const auto answer = co_await std::move(asked);
    EXPECT_FALSE(answer);
  }
  net::awaitable<Errc> first_word_of_link(MachineGuest& pc, v1::AgentSays says) {
    const wire::RpcStreamPtr link = pc.stream("AgentLink/Attach");
    required(co_await wire::write_message(*link, std::move(says)), "first word");
    const Result<Bytes> answer = co_await link->read();
    co_return answer ? Errc::Internal : answer.error().code;
  }

  RelaySite site_;
  OperatorGuest console_{site_, site_.port(), site_.nadia()};
  MachineGuest machine_{site_, site_.port(), site_.organisation().machine()};
};

STORY(RelayBadGuests, NobodyOfAnotherOrganisationComesIn) {
  const Organisation other("Autre Maison", std::chrono::system_clock::now());
  const Holder their_operator = other.operator_named();
  const Holder their_machine = other.machine();
  co_await expect_shut_out(their_operator);
  co_await expect_shut_out(their_machine);
  co_await console_.arrive();
}

STORY(RelayBadGuests, NobodyWithAnExpiredCertificateComesIn) {
  const WallTime long_ago = std::chrono::system_clock::now() - std::chrono::hours{24 * 4000};
  const Holder expired = Site::operator_by(site_.organisation().roster_key(), long_ago);
  co_await expect_shut_out(expired);
}

STORY(RelayBadGuests, NobodyMadeByTheEnrolmentIntermediateIsAnOperator) {
  const WallTime now = std::chrono::system_clock::now();
  const Holder forged = Site::operator_by(site_.organisation().intermediate(), now);
  co_await expect_shut_out(forged);
}

STORY(RelayBadGuests, RolesAreKept) {
  auto from_machine =
      machine_.ask<v1::ListMachinesResponse>("Fleet/ListMachines", v1::ListMachinesRequest{});
  EXPECT_EQ((co_await std::move(from_machine)).error().code, Errc::NotAllowed);
  const Holder camille = site_.camille();
  OperatorGuest admin(site_, site_.port(), camille);
  EXPECT_EQ((co_await admin.open("00000000000000bb")).error().code, Errc::NotAllowed);
  const wire::RpcStreamPtr link = console_.stream("AgentLink/Attach");
  EXPECT_EQ((co_await link->read()).error().code, Errc::NotAllowed);
  const wire::RpcStreamPtr nothing = console_.stream("Fleet/Nothing");
  EXPECT_FALSE(co_await nothing->read());
}

STORY(RelayBadGuests, ALinkBeginsWithHelloAndSaysItOnce) {
  v1::AgentSays news;
  news.mutable_session_news()->set_ended(v1::END_REASON_FAMILY);
  EXPECT_EQ(co_await first_word_of_link(machine_, news), Errc::BadMessage);
  EXPECT_EQ(co_await first_word_of_link(machine_, v1::AgentSays{}), Errc::BadMessage);
  co_await machine_.attach();
  v1::AgentSays hello;
  hello.mutable_hello();
  required(co_await wire::write_message(*machine_.link(), std::move(hello)), "hello again");
  EXPECT_EQ((co_await machine_.hear()).error().code, Errc::BadMessage);
}

STORY(RelayBadGuests, AMachineSpeaksOfItsOwnSessionsOnly) {
  const Holder other_holder = site_.organisation().machine("00000000000000cc");
  MachineGuest other(site_, site_.port(), other_holder);
  co_await machine_.attach();
  co_await other.attach();
  const auto opened = required(co_await console_.open("00000000000000bb"), "open");
  co_await other.tell_scope(opened.session_id(), v1::SCOPE_CONTROL);
  EXPECT_EQ((co_await other.hear()).error().code, Errc::NotAllowed);

  v1::ListSessionsRequest page;
  page.set_machine_id("00000000000000bb");
  auto asked = console_.ask<v1::ListSessionsResponse>("Sessions/ListSessions", page);
  const auto sessions = required(co_await std::move(asked), "sessions");
  EXPECT_EQ(sessions.sessions(0).widest_scope(), v1::SCOPE_UNSPECIFIED);
}

STORY(RelayBadGuests, WordsNobodyKnowsEndTheLinkNotTheRelay) {
  co_await machine_.attach();
  const auto opened = required(co_await console_.open("00000000000000bb"), "open");
  (void)co_await machine_.offer();
  co_await machine_.tell_scope(opened.session_id(), static_cast<v1::Scope>(77));
  EXPECT_EQ((co_await machine_.hear()).error().code, Errc::BadMessage);
  EXPECT_EQ(
      (co_await console_.open("00000000000000bb", static_cast<v1::CallKind>(9))).error().code,
      Errc::BadMessage
  );
  Bytes noise = "\xff\xff\xff";
  const wire::RpcStreamPtr tunnel = console_.stream("Tunnel/Join");
  required(co_await tunnel->write(std::move(noise)), "noise");
  EXPECT_EQ((co_await tunnel->read()).error().code, Errc::BadMessage);
}

}  // namespace
}  // namespace maintendue::test
