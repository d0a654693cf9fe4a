// Two PCs with one key, and a key that nobody lets in any more, over real gRPC and a real database.
#include "guest.h"
#include "maintendue/v1/fleet.pb.h"
#include "maintendue/v1/operators.pb.h"

namespace maintendue::test {
namespace {

class RelayHolders : public ::testing::Test {
 protected:
  // The disk of the first PC, copied into another.
  void clone() {
    twin_.step = pc_.step;
    twin_.board = Bytes(32, 'B');
    twin_.disk = Bytes(32, 'D');
  }
  net::awaitable<void> two_came() {
    co_await pc_.attach("salon");
    clone();
    co_await twin_.attach("cuisine");
  }
  net::awaitable<v1::Machine> machine(OperatorGuest& by) {
    v1::GetMachineRequest request;
    request.set_machine_id(holder_.id);
    auto asked = by.ask<v1::Machine>("Fleet/GetMachine", request);
    co_return required(co_await std::move(asked), "get");
  }
  net::awaitable<Result<v1::Machine>> repair(
      OperatorGuest& by, std::uint32_t holder, v1::RepairKind kind
  ) {
    v1::RepairMachineRequest request;
    request.set_machine_id(holder_.id);
    request.set_holder(holder);
    request.set_kind(kind);
    return by.ask<v1::Machine>("Fleet/RepairMachine", std::move(request));
  }
  net::awaitable<Errc> opened(OperatorGuest& by) {
    const auto answer = co_await by.open(holder_.id);
    co_return answer ? Errc{} : answer.error().code;
  }
  // Why a link ends, after whatever it was told before.
  net::awaitable<Errc> end_of(MachineGuest& pc) {
    for (;;) {
      const auto heard = co_await pc.hear();
      if (!heard) co_return heard.error().code;
    }
  }
  // Why it is not let in.
  net::awaitable<Errc> refused(MachineGuest& pc) {
    std::string why;
    try {
      co_await pc.attach();
    } catch (const std::runtime_error& refusal) {
      why = refusal.what();
    }
    co_return errc_named(why.substr(why.rfind(' ') + 1));
  }

  RelaySite site_;
  const Holder holder_ = site_.organisation().machine();
  OperatorGuest nadia_{site_, site_.port(), site_.nadia()};
  OperatorGuest lea_{site_, site_.port(), site_.lea()};
  OperatorGuest camille_{site_, site_.port(), site_.camille()};
  MachineGuest pc_{site_, site_.port(), holder_};
  MachineGuest twin_{site_, site_.port(), holder_};
};

STORY(RelayHolders, NobodyIsCalledWhileTwoHoldOneKey) {
  co_await two_came();
  EXPECT_EQ(co_await opened(nadia_), Errc::MachineQuarantined);
  const v1::Machine shown = co_await machine(nadia_);
  EXPECT_TRUE(shown.quarantined() && shown.online());
  if (shown.holders_size() != 2) throw std::runtime_error("not 2 of them");
  EXPECT_TRUE(shown.holders(0).accepted() && !shown.holders(0).here());
  EXPECT_TRUE(!shown.holders(1).accepted() && shown.holders(1).here());
  EXPECT_EQ(shown.holders(1).hostname(), "cuisine");
  EXPECT_EQ(shown.holders(1).other_parts_size(), 2);
}

STORY(RelayHolders, ThePageHearsOfItAtOnce) {
  co_await pc_.attach();
  co_await nadia_.watch();
  clone();
  co_await twin_.attach();
  for (;;) {
    const v1::Machine seen = co_await nadia_.machine_event();
    if (seen.quarantined()) break;
  }
}

STORY(RelayHolders, TheLinkOfATwinStands) {
  co_await two_came();
  EXPECT_EQ(co_await end_of(pc_), Errc::PeerGone) << "one link a machine";
  co_await nadia_.watch();
  v1::AgentSays says;
  says.set_desktop_present(false);
  required(co_await wire::write_message(*twin_.link(), std::move(says)), "desktop");
  const v1::Machine heard = co_await nadia_.machine_event();
  EXPECT_TRUE(heard.online() && !heard.desktop_present());
}

STORY(RelayHolders, ASessionThatGoesOnEndsWhenATwinComes) {
  co_await pc_.attach();
  const auto session = required(co_await nadia_.open(holder_.id), "open");
  const v1::SessionOffer offer = co_await pc_.offer();
  co_await nadia_.watch();
  const auto console = co_await nadia_.ask_to_join(session.session_id(), session.ticket());
  const auto machine = co_await pc_.ask_to_join(offer.session_id(), offer.ticket());
  required(co_await machine->read(), "joined");
  clone();
  co_await twin_.attach();
  const v1::SessionRecord record = co_await nadia_.session_over(session.session_id());
  EXPECT_EQ(record.end_reason(), v1::END_REASON_MACHINE_LOST);
}

STORY(RelayHolders, TheChosenOneIsTheMachineAndTheOtherStaysOut) {
  co_await two_came();
  const auto repaired =
      required(co_await repair(lea_, 2, v1::REPAIR_KIND_SAME_PC), "support repairs");
  EXPECT_FALSE(repaired.quarantined());
  if (repaired.repairs_size() != 1) throw std::runtime_error("not 1 of them");
  EXPECT_EQ(repaired.repairs(0).operator_id(), site_.lea().id);
  EXPECT_EQ(repaired.repairs(0).operator_name(), "Léa");
  EXPECT_GT(repaired.repairs(0).at_ms(), 0);
  EXPECT_EQ(co_await refused(pc_), Errc::MachineRevoked);
  EXPECT_EQ(co_await opened(lea_), Errc{}) << "the one that was here still is";
}

STORY(RelayHolders, TheLinkOfOneThatIsAnotherPcEnds) {
  co_await two_came();
  required(co_await repair(nadia_, 2, v1::REPAIR_KIND_OTHER_PC), "a mediator repairs");
  EXPECT_EQ(co_await end_of(twin_), Errc::MachineRevoked);
  EXPECT_EQ(co_await refused(twin_), Errc::MachineRevoked);
  co_await pc_.attach();
  EXPECT_EQ(co_await opened(nadia_), Errc{});
}

STORY(RelayHolders, AnAdministratorAndAMachineRepairNothing) {
  co_await two_came();
  auto by_admin = repair(camille_, 1, v1::REPAIR_KIND_SAME_PC);
  EXPECT_EQ((co_await std::move(by_admin)).error().code, Errc::NotAllowed);
  v1::RepairMachineRequest request;
  request.set_machine_id(holder_.id);
  auto by_itself = twin_.ask<v1::Machine>("Fleet/RepairMachine", request);
  EXPECT_EQ((co_await std::move(by_itself)).error().code, Errc::NotAllowed);
  EXPECT_TRUE((co_await machine(nadia_)).quarantined());
}

STORY(RelayHolders, WhatIsNoRepairIsRefused) {
  co_await pc_.attach();
  auto nobody = repair(nadia_, 7, v1::REPAIR_KIND_SAME_PC);
  EXPECT_EQ((co_await std::move(nobody)).error().code, Errc::NotFound);
  auto nothing = repair(nadia_, 1, v1::REPAIR_KIND_UNSPECIFIED);
  EXPECT_EQ((co_await std::move(nothing)).error().code, Errc::BadMessage);
  auto last = repair(nadia_, 1, v1::REPAIR_KIND_OTHER_PC);
  EXPECT_EQ((co_await std::move(last)).error().code, Errc::NotAllowed);
}

STORY(RelayHolders, AMachineThatTheRosterRevokesLosesItsLinkAtOnce) {
  co_await pc_.attach();
  co_await nadia_.watch();
  roster::Roster next = site_.organisation().roster(2);
  next.revoked.insert(MachineId{holder_.id});
  auto putting = camille_.ask<v1::PutRosterResponse>(
      "Operators/PutRoster", site_.organisation().news_of(next)
  );
  required(co_await std::move(putting), "put");
  EXPECT_EQ(co_await end_of(pc_), Errc::MachineRevoked);
  EXPECT_EQ(co_await refused(pc_), Errc::MachineRevoked);
  EXPECT_EQ(co_await opened(nadia_), Errc::MachineRevoked);
  EXPECT_TRUE((co_await machine(nadia_)).revoked());
}

}  // namespace
}  // namespace maintendue::test
