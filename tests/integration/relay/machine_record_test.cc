// What an operator signed of a machine, kept and shown by the relay over real gRPC.
#include "guest.h"
#include "maintendue/v1/fleet.pb.h"
#include "maintendue/v1/operators.pb.h"
#include "tests/support/verified.h"

namespace maintendue::test {
namespace {

class RelayMachineRecords : public ::testing::Test {
 protected:
  Bytes record(const Holder& by, const Holder& pc, std::chrono::milliseconds later = {}) const {
    const machine_record::Record said{
        MachineId{pc.id}, key_hash(pc), v1::VERIFIED_HOW_PHONE,
        site_.organisation().founded() + later, OperatorId{by.id}
    };
    return machine_record::sign(said, site_.organisation().trust(), by.key);
  }
  net::awaitable<Errc> put(OperatorGuest& guest, Bytes record) {
    v1::PutMachineRecordRequest request;
    request.set_signed_record(std::move(record));
    auto asked = guest.ask<v1::PutMachineRecordResponse>("Fleet/PutMachineRecord", request);
    const auto done = co_await std::move(asked);
    co_return done ? kDone : done.error().code;
  }

  static constexpr auto kDone = Errc::Internal;
  RelaySite site_;
  const Holder holder_ = site_.organisation().machine();
  MachineGuest pc_{site_, site_.port(), holder_};
  OperatorGuest nadia_{site_, site_.port(), site_.nadia()};
  OperatorGuest lea_{site_, site_.port(), site_.lea()};
  OperatorGuest camille_{site_, site_.port(), site_.camille()};
};

STORY(RelayMachineRecords, AreShownToEveryConsoleAtOnceAndLater) {
  co_await nadia_.arrive();
  co_await lea_.arrive();
  co_await pc_.arrive();
  co_await pc_.attach();
  co_await lea_.watch();
  const Bytes said = record(site_.nadia(), holder_);
  EXPECT_EQ(co_await put(nadia_, said), kDone);
  const v1::Machine told = co_await lea_.machine_event();
  EXPECT_EQ(told.signed_record(), said);
  EXPECT_TRUE(told.online());
  pc_.detach();
  EXPECT_EQ((co_await lea_.machine_event()).signed_record(), said);
  v1::GetMachineRequest request;
  request.set_machine_id(holder_.id);
  auto asked = lea_.ask<v1::Machine>("Fleet/GetMachine", request);
  EXPECT_EQ(required(co_await std::move(asked), "get").signed_record(), said);
}

STORY(RelayMachineRecords, GiveWayToLaterOnesAlone) {
  co_await nadia_.arrive();
  co_await lea_.arrive();
  co_await pc_.arrive();
  co_await pc_.attach();
  EXPECT_EQ(co_await put(nadia_, record(site_.nadia(), holder_, 1h)), kDone);
  EXPECT_EQ(co_await put(lea_, record(site_.lea(), holder_)), Errc::OutOfDate);
  EXPECT_EQ(co_await put(lea_, record(site_.lea(), holder_, 2h)), kDone);
  // Whoever signed it, any of them may bring it.
  EXPECT_EQ(co_await put(lea_, record(site_.nadia(), holder_, 3h)), kDone);
}

STORY(RelayMachineRecords, OfSomebodyWhoIsGoneGiveWayWhateverTheirDate) {
  co_await nadia_.arrive();
  co_await camille_.arrive();
  co_await pc_.arrive();
  co_await pc_.attach();
  EXPECT_EQ(co_await put(nadia_, record(site_.lea(), holder_, 20h)), kDone);
  EXPECT_EQ(co_await put(nadia_, record(site_.nadia(), holder_, 1h)), Errc::OutOfDate);
  const Organisation& all = site_.organisation();
  roster::Roster roster = all.roster(2);
  std::erase_if(roster.members, [&](const auto& m) { return m.who.id.value == site_.lea().id; });
  auto putting =
      camille_.ask<v1::PutRosterResponse>("Operators/PutRoster", all.news_of(std::move(roster)));
  required(co_await std::move(putting), "roster");
  EXPECT_EQ(co_await put(nadia_, record(site_.nadia(), holder_, 1h)), kDone);
  EXPECT_EQ(co_await put(nadia_, record(site_.nadia(), holder_)), Errc::OutOfDate);
}

STORY(RelayMachineRecords, ThatDoNotCountAreNotTaken) {
  co_await nadia_.arrive();
  co_await camille_.arrive();
  co_await pc_.arrive();
  co_await pc_.attach();
  const Holder never_came = site_.organisation().machine("00000000000000cc");
  EXPECT_EQ(co_await put(nadia_, record(site_.nadia(), never_came)), Errc::NotFound);
  EXPECT_EQ(co_await put(nadia_, record(site_.camille(), holder_)), Errc::NotTrusted);
  EXPECT_EQ(co_await put(nadia_, record(site_.nadia(), holder_, 48h)), Errc::NotTrusted);
  EXPECT_EQ(co_await put(nadia_, Bytes()), Errc::NotTrusted);
  EXPECT_EQ(co_await put(camille_, record(site_.nadia(), holder_)), Errc::NotAllowed);
}

}  // namespace
}  // namespace maintendue::test
