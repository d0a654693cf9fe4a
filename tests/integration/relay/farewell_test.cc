// What was said at a PC for good, over real gRPC and a real database.
#include <limits>

#include "guest.h"
#include "maintendue/v1/fleet.pb.h"

namespace maintendue::test {
namespace {

class RelayFarewell : public ::testing::Test {
 protected:
  net::awaitable<v1::Machine> machine() {
    v1::GetMachineRequest request;
    request.set_machine_id(holder_.id);
    auto asked = nadia_.ask<v1::Machine>("Fleet/GetMachine", request);
    co_return required(co_await std::move(asked), "get");
  }
  // A second after the last time.
  net::awaitable<void> says(v1::Farewell farewell) {
    site_.pass(1s);
    v1::FarewellSaid said;
    said.set_farewell(farewell);
    said.set_at_ms(said_ms_ = to_unix_ms(site_.now()));
    if (farewell == v1::FAREWELL_NOT_OURS) not_ours_ms_ = said_ms_;
    said.set_not_ours_ms(not_ours_ms_);
    co_await pc_.say_farewell(said);
  }
  net::awaitable<v1::Machine> told_of(v1::Farewell farewell) {
    for (;;) {
      v1::Machine news = co_await nadia_.machine_event();
      if (news.farewell().farewell() == farewell) co_return news;
    }
  }

  std::int64_t said_ms_ = 0, not_ours_ms_ = 0;
  RelaySite site_;
  const Holder holder_ = site_.organisation().machine();
  OperatorGuest nadia_{site_, site_.port(), site_.nadia()};
  MachineGuest pc_{site_, site_.port(), holder_};
  MachineGuest twin_{site_, site_.port(), holder_};
};

STORY(RelayFarewell, IsOnThePageAtOnceAndStaysOverARestartOfThePc) {
  co_await pc_.attach();
  co_await nadia_.watch();
  co_await says(v1::FAREWELL_NO_HELP);
  const v1::Machine told = co_await told_of(v1::FAREWELL_NO_HELP);
  EXPECT_EQ(told.farewell().at_ms(), said_ms_);
  EXPECT_EQ(told.not_ours_ms(), 0);
  EXPECT_TRUE(told.online());
  pc_.farewell = told.farewell();
  site_.pass(5s);
  co_await pc_.attach();
  const v1::Machine after = co_await machine();
  EXPECT_EQ(after.farewell().farewell(), v1::FAREWELL_NO_HELP);
  EXPECT_EQ(after.farewell().at_ms(), told.farewell().at_ms());
}

STORY(RelayFarewell, ThatIsTakenBackLeavesWhenThePcWasSaidToBeNoLongerTheirs) {
  co_await pc_.attach();
  co_await nadia_.watch();
  co_await says(v1::FAREWELL_NOT_OURS);
  const v1::Machine gone = co_await told_of(v1::FAREWELL_NOT_OURS);
  EXPECT_GE(gone.not_ours_ms(), gone.farewell().at_ms());
  co_await says(v1::FAREWELL_UNSPECIFIED);
  const v1::Machine back = co_await told_of(v1::FAREWELL_UNSPECIFIED);
  EXPECT_EQ(back.not_ours_ms(), gone.not_ours_ms());
}

STORY(RelayFarewell, SaidWhileThePcWasOffTheLineComesWithItsHello) {
  pc_.farewell.set_farewell(v1::FAREWELL_NOT_OURS);
  pc_.farewell.set_at_ms(1);  // its clock is wrong
  pc_.farewell.set_not_ours_ms(std::numeric_limits<std::int64_t>::max());
  co_await pc_.attach();
  const v1::Machine shown = co_await machine();
  EXPECT_EQ(shown.farewell().farewell(), v1::FAREWELL_NOT_OURS);
  EXPECT_GE(shown.farewell().at_ms(), shown.first_seen_ms());
  EXPECT_GT(shown.not_ours_ms(), 0);
  pc_.farewell.Clear();
  site_.pass(5s);
  co_await pc_.attach();
  const v1::Machine after = co_await machine();
  EXPECT_EQ(after.farewell().farewell(), v1::FAREWELL_UNSPECIFIED);
  EXPECT_EQ(after.not_ours_ms(), shown.not_ours_ms()) << "though the PC has forgotten";
}

STORY(RelayFarewell, TakenBackBeforeAnybodyHeardOfItIsTold) {
  pc_.farewell.set_at_ms(2);
  pc_.farewell.set_not_ours_ms(1);
  co_await pc_.attach();
  const v1::Machine shown = co_await machine();
  EXPECT_EQ(shown.farewell().farewell(), v1::FAREWELL_UNSPECIFIED);
  EXPECT_GE(shown.not_ours_ms(), shown.first_seen_ms()) << "by the relay's clock";
}

STORY(RelayFarewell, OfAPcThatOnlyHoldsTheKeyIsNotTheMachines) {
  co_await pc_.attach();
  twin_.step = pc_.step;
  twin_.board = Bytes(32, 'B');
  twin_.disk = Bytes(32, 'D');
  twin_.farewell.set_farewell(v1::FAREWELL_NOT_OURS);
  co_await twin_.attach();
  const v1::Machine shown = co_await machine();
  EXPECT_TRUE(shown.quarantined());
  EXPECT_EQ(shown.farewell().farewell(), v1::FAREWELL_UNSPECIFIED);
}

STORY(RelayFarewell, ThatTheContractDoesNotHaveEndsTheLink) {
  co_await pc_.attach();
  co_await says(static_cast<v1::Farewell>(9));
  for (;;) {
    const auto heard = co_await pc_.hear();
    if (heard) continue;
    EXPECT_EQ(heard.error().code, Errc::BadMessage);
    break;
  }
  EXPECT_EQ((co_await machine()).farewell().farewell(), v1::FAREWELL_UNSPECIFIED);
}

}  // namespace
}  // namespace maintendue::test
