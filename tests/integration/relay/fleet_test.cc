// Presence, lists and events over real gRPC.
#include "guest.h"
#include "maintendue/v1/calls.pb.h"
#include "maintendue/v1/fleet.pb.h"

namespace maintendue::test {
namespace {

std::string machine_id(int n) {
  char text[17];
  std::snprintf(text, sizeof text, "%016x", static_cast<unsigned>(n));
  return text;
}

class RelayFleetOnTheWire : public ::testing::Test {
 protected:
  MachineGuest machine(int n) {
    return MachineGuest(site_, site_.port(), site_.organisation().machine(machine_id(n)));
  }
  net::awaitable<v1::ListMachinesResponse> list() {
    co_return required(
        co_await console_.ask<v1::ListMachinesResponse>(
            "Fleet/ListMachines", v1::ListMachinesRequest{}
        ),
        "list"
    );
  }

  RelaySite site_;
  OperatorGuest console_{site_, site_.port(), site_.nadia()};
};

STORY(RelayFleetOnTheWire, ShowsAMachineThatComesAndGoes) {
  MachineGuest pc = machine(1);
  co_await console_.arrive();
  co_await console_.watch();
  co_await pc.arrive();
  const v1::Welcome welcome = co_await pc.attach("PC d'Élodie\x1b");
  EXPECT_EQ(welcome.machine_id(), machine_id(1));
  EXPECT_GT(welcome.relay_time_ms(), 0);

  const v1::Machine here = co_await console_.machine_event();
  EXPECT_TRUE(here.online() && here.desktop_present());
  EXPECT_EQ(here.hostname(), "PC d'Élodie\xEF\xBF\xBD");
  EXPECT_GT(here.first_seen_ms(), 0);
  const v1::ListMachinesResponse all = co_await list();
  EXPECT_EQ(all.machines_size(), 1);
  EXPECT_TRUE(all.machines(0).online());

  pc.detach();
  const v1::Machine gone = co_await console_.machine_event();
  EXPECT_FALSE(gone.online() || gone.desktop_present());
  v1::GetMachineRequest request;
  request.set_machine_id(machine_id(1));
  auto asked = console_.ask<v1::Machine>("Fleet/GetMachine", request);
  const v1::Machine kept = required(co_await std::move(asked), "get");
  EXPECT_FALSE(kept.online());
  EXPECT_GE(kept.last_seen_ms(), here.first_seen_ms());
}

STORY(RelayFleetOnTheWire, ReplacesTheFirstLinkOfAMachineByTheSecond) {
  MachineGuest pc = machine(1);
  MachineGuest again = machine(1);
  co_await pc.arrive();
  co_await again.arrive();
  co_await console_.arrive();
  co_await pc.attach();
  again.step = pc.step;
  co_await again.attach();
  EXPECT_EQ((co_await pc.hear()).error().code, Errc::PeerGone);
  const auto opened = required(co_await console_.open(machine_id(1)), "open");
  EXPECT_EQ((co_await again.offer()).session_id(), opened.session_id());
}

STORY(RelayFleetOnTheWire, KnowsMachinesThatAreOffAndThoseThatNeverCame) {
  MachineGuest pc = machine(1);
  co_await console_.arrive();
  co_await console_.watch();
  EXPECT_EQ((co_await console_.open(machine_id(1))).error().code, Errc::NotFound);
  co_await pc.arrive();
  co_await pc.attach();
  (void)co_await console_.machine_event();
  pc.detach();
  (void)co_await console_.machine_event();
  EXPECT_EQ((co_await console_.open(machine_id(1))).error().code, Errc::MachineOff);
  v1::GetMachineRequest request;
  request.set_machine_id("nobody");
  auto asked = console_.ask<v1::Machine>("Fleet/GetMachine", request);
  EXPECT_EQ((co_await std::move(asked)).error().code, Errc::NotFound);
}

STORY(RelayFleetOnTheWire, ListsFiftyMachinesThoseThatAreOnFirst) {
  std::vector<std::unique_ptr<MachineGuest>> pcs;
  co_await console_.arrive();
  co_await console_.watch();
  for (int n = 1; n <= 50; ++n) {
    const Holder holder = site_.organisation().machine(machine_id(n));
    pcs.push_back(std::make_unique<MachineGuest>(site_, site_.port(), holder));
    co_await pcs.back()->arrive();
    std::string hostname = "pc" + std::to_string(100 - n);
    co_await pcs.back()->attach(std::move(hostname));
    (void)co_await console_.machine_event();
  }
  pcs[49]->detach();  // pc50
  (void)co_await console_.machine_event();

  const v1::ListMachinesResponse all = co_await list();
  EXPECT_EQ(all.machines_size(), 50);
  EXPECT_EQ(all.machines(0).hostname(), "pc51");
  EXPECT_EQ(all.machines(48).hostname(), "pc99");
  EXPECT_TRUE(all.machines(48).online());
  EXPECT_EQ(all.machines(49).hostname(), "pc50");
  EXPECT_FALSE(all.machines(49).online());

  // As many as one operator may have open.
  for (const int i : {0, 16, 32, 48}) {
    const auto opened = required(co_await console_.open(machine_id(i + 1)), "open");
    const v1::SessionOffer offer = co_await pcs[i]->offer();
    EXPECT_EQ(offer.session_id(), opened.session_id());
  }
}

STORY(RelayFleetOnTheWire, TellsTheStoryOfASessionAsItHappens) {
  MachineGuest pc = machine(1);
  co_await pc.arrive();
  co_await console_.arrive();
  co_await pc.attach();
  co_await console_.watch();
  auto opening = console_.open(machine_id(1), v1::CALL_KIND_FOLLOW_UP_1);
  const auto opened = required(co_await std::move(opening), "open");
  const v1::Event first = required(co_await console_.next_event(), "event");
  EXPECT_EQ(first.session().session_id(), opened.session_id());
  EXPECT_EQ(first.session().call_kind(), v1::CALL_KIND_FOLLOW_UP_1);
  const v1::Event second = required(co_await console_.next_event(), "event");
  EXPECT_EQ(second.machine().live_session_id(), opened.session_id());
  co_await pc.tell_ended(opened.session_id(), v1::END_REASON_NO_DISPLAY);
  const v1::Event third = required(co_await console_.next_event(), "event");
  EXPECT_EQ(third.session().end_reason(), v1::END_REASON_NO_DISPLAY);
  const v1::Event fourth = required(co_await console_.next_event(), "event");
  EXPECT_EQ(fourth.machine().live_session_id(), 0u);
}

STORY(RelayFleetOnTheWire, KeepsTheHistoryAndProposesTheNextCall) {
  MachineGuest pc = machine(1);
  co_await pc.arrive();
  co_await console_.arrive();
  co_await pc.attach();
  co_await console_.watch();
  std::uint64_t last = 0;
  for (int i = 0; i < 3; ++i) {
    last = required(co_await console_.open(machine_id(1)), "open").session_id();
    co_await pc.tell_scope(last, v1::SCOPE_VIEW);
    co_await pc.tell_ended(last, v1::END_REASON_OPERATOR);
    (void)co_await console_.session_over(last);
    v1::Machine free = co_await console_.machine_event();
    while (free.live_session_id() != 0) free = co_await console_.machine_event();
  }
  v1::ListSessionsRequest page;
  page.set_machine_id(machine_id(1));
  page.set_limit(2);
  auto newest = console_.ask<v1::ListSessionsResponse>("Sessions/ListSessions", page);
  const auto first = required(co_await std::move(newest), "sessions");
  EXPECT_EQ(first.sessions_size(), 2);
  EXPECT_EQ(first.sessions(0).session_id(), last);
  EXPECT_TRUE(first.more());
  page.set_before_session_id(first.sessions(1).session_id());
  auto older = console_.ask<v1::ListSessionsResponse>("Sessions/ListSessions", page);
  const auto rest = required(co_await std::move(older), "sessions");
  EXPECT_EQ(rest.sessions_size(), 1);
  EXPECT_FALSE(rest.more());
  page.set_limit(201);
  auto too_many = console_.ask<v1::ListSessionsResponse>("Sessions/ListSessions", page);
  EXPECT_EQ((co_await std::move(too_many)).error().code, Errc::BadMessage);

  v1::ListCallsRequest request;
  request.set_machine_id(machine_id(1));
  auto asked = console_.ask<v1::ListCallsResponse>("Calls/ListCalls", request);
  const auto calls = required(co_await std::move(asked), "calls");
  EXPECT_EQ(calls.calls_size(), 5);
  EXPECT_EQ(calls.calls(0).sessions_seen(), 3u);
  EXPECT_EQ(calls.proposed(), v1::CALL_KIND_FOLLOW_UP_1);
}

}  // namespace
}  // namespace maintendue::test
