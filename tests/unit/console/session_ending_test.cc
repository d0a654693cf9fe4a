// Every way in which a session ends, or does not even begin.
#include "session_stage.h"

namespace maintendue::test {
namespace {

using namespace std::chrono_literals;
using console::AskWish;
using console::EndWish;
using console::OpenWish;

TEST_F(ConsoleSession, TheOperatorEndsIt) {
  family_lets_see();
  wish(EndWish{});
  expect_ended(v1::END_REASON_OPERATOR);
  EXPECT_EQ(pc_.goodbye(), v1::END_REASON_OPERATOR);
  EXPECT_EQ(seen().scope, lease::Scope::Nothing);
}

TEST_F(ConsoleSession, ABrowserThatVanishesIsTold) {
  family_lets_see();
  page_->leave();
  settle();
  EXPECT_TRUE(over_);
  EXPECT_EQ(pc_.goodbye(), v1::END_REASON_CONSOLE_LOST);
  EXPECT_TRUE(pair_.ours()->finished());
}

TEST_F(ConsoleSession, ABrowserThatSpeaksNonsenseIsTold) {
  family_lets_see();
  page_->leave(Errc::BadMessage);
  settle();
  EXPECT_EQ(pc_.goodbye(), v1::END_REASON_BROKEN);
}

TEST_F(ConsoleSession, ASecondOpenIsNonsense) {
  family_lets_see();
  open();
  expect_ended(v1::END_REASON_BROKEN);
}

TEST_F(ConsoleSession, TheConsoleStops) {
  family_lets_see();
  session_->end(v1::END_REASON_CONSOLE_LOST);
  session_->end(v1::END_REASON_OPERATOR);
  settle();
  expect_ended(v1::END_REASON_CONSOLE_LOST);
  EXPECT_EQ(pc_.goodbye(), v1::END_REASON_CONSOLE_LOST);
}

TEST_F(ConsoleSession, AMachineThatTheRosterRevokesIsNotCalledWhateverTheRelaySays) {
  roster::Roster next = organisation_.roster(2);
  next.revoked.insert(MachineId{kMachine});
  ASSERT_TRUE(team_.hear(organisation_.news_of(next)));
  pc_.come(7);
  open();
  EXPECT_TRUE(over_);
  EXPECT_EQ(seen().ending.error, "machine_revoked");
  EXPECT_EQ(pair_.ours()->unread() + pair_.theirs()->unread(), 0u) << "nothing was said to it";
}

TEST_F(ConsoleSession, TheFamilyStopsIt) {
  family_lets_see();
  pc_.says_goodbye(v1::END_REASON_FAMILY);
  settle();
  expect_ended(v1::END_REASON_FAMILY);
  EXPECT_EQ(pc_.goodbye(), std::nullopt) << "it has left: no word back";
}

TEST_F(ConsoleSession, ThePcLeavesWithoutAWord) {
  family_lets_see();
  pc_.hangs_up();
  settle();
  expect_ended(v1::END_REASON_MACHINE_LOST);
}

TEST_F(ConsoleSession, ASilentLineIsDeadAfterFifteenSeconds) {
  family_lets_see();
  silent_ = true;
  advance(14s);
  EXPECT_FALSE(over_);
  advance(1s);
  expect_ended(v1::END_REASON_MACHINE_LOST);
}

TEST_F(ConsoleSession, SaysEveryFiveSecondsThatItIsStillHere) {
  family_lets_see();
  advance(60s);
  EXPECT_EQ(pc_.beats(), 12u);
  EXPECT_FALSE(over_);
}

TEST_F(ConsoleSession, TheRelayDies) {
  family_lets_see();
  pair_.theirs()->finish(Errc::RelayUnreachable);
  settle();
  expect_ended(v1::END_REASON_RELAY_LOST);
}

TEST_F(ConsoleSession, ThePcSpeaksNonsense) {
  family_lets_see();
  v1::MachineSays again;
  again.mutable_greeting()->set_session_id(7);
  pc_.say(again);
  settle();
  expect_ended(v1::END_REASON_BROKEN);
}

TEST_F(ConsoleSession, AGoodbyeNobodyAnswersHoldsItForTwoSeconds) {
  pc_.plays_dead();
  family_lets_see();
  wish(EndWish{});
  EXPECT_FALSE(over_);
  advance(2s);
  expect_ended(v1::END_REASON_OPERATOR);
}

TEST_F(ConsoleSession, AnotherMachineAtTheOtherEndIsNotTrusted) {
  FakePc other(io_, timeline_, pair_.theirs(), organisation_.machine("00000000000000cc"));
  other.come(7);
  open();
  expect_ended(v1::END_REASON_NOT_TRUSTED);
  EXPECT_TRUE(other.heard().empty());
}

TEST_F(ConsoleSession, AnotherOrganisationsMachineIsNotTrusted) {
  FakePc other(io_, timeline_, pair_.theirs(), Organisation("Ailleurs").machine(kMachine));
  other.come(7);
  open();
  expect_ended(v1::END_REASON_NOT_TRUSTED);
}

TEST_F(ConsoleSession, AnOperatorInThePcsPlaceIsNotTrusted) {
  FakePc other(io_, timeline_, pair_.theirs(), organisation_.operator_named("Eve"));
  other.come(7);
  open();
  expect_ended(v1::END_REASON_NOT_TRUSTED);
}

TEST_F(ConsoleSession, ACrossedTunnelIsFoundOut) {
  pc_.come(8);
  open();
  expect_ended(v1::END_REASON_NOT_TRUSTED);
  EXPECT_EQ(pc_.goodbye(), v1::END_REASON_NOT_TRUSTED);
  EXPECT_TRUE(pc_.asked().empty());
}

TEST_F(ConsoleSession, APcThatNeverComesIsUnreached) {
  open();
  EXPECT_EQ(seen().phase(), Phase::Calling);
  pair_.theirs()->finish(Errc::TimedOut);
  settle();
  expect_ended(v1::END_REASON_MACHINE_UNREACHED);
}

TEST_F(ConsoleSession, ARelayThatForgetsToAnswerIsNotWaitedForForLong) {
  open();
  advance(35s);
  expect_ended(v1::END_REASON_MACHINE_UNREACHED);
}

TEST_F(ConsoleSession, ARefusalOfTheRelayIsToldByItsName) {
  door_->opened = fail(Errc::MachineOff);
  open();
  EXPECT_TRUE(over_);
  EXPECT_EQ(page_->endings(), 1);
  EXPECT_EQ(seen().ending.error, "machine_off");
  EXPECT_EQ(end_reason(), v1::END_REASON_UNSPECIFIED);
}

TEST_F(ConsoleSession, ATunnelThatCannotBeOpenedIsToldByItsName) {
  door_->tunnel_fails = Errc::RelayUnreachable;
  open();
  EXPECT_TRUE(over_);
  EXPECT_EQ(seen().ending.error, "relay_unreachable");
}

TEST_F(ConsoleSession, CanBeEndedWhileItCalls) {
  open();
  wish(EndWish{});
  expect_ended(v1::END_REASON_OPERATOR);
}

TEST_F(ConsoleSession, IgnoresWhatComesTooEarly) {
  open();
  wish(AskWish{lease::Scope::Control});
  EXPECT_FALSE(over_);
  EXPECT_EQ(seen().phase(), Phase::Calling);
}

TEST_F(ConsoleSession, APageThatOpensNothingIsSentAway) {
  advance(10s);
  EXPECT_TRUE(over_);
  EXPECT_EQ(page_->endings(), 1);
}

TEST_F(ConsoleSession, APageThatDoesNotBeginWithOpenIsSentAway) {
  wish(AskWish{lease::Scope::View});
  EXPECT_TRUE(over_);
  EXPECT_EQ(end_reason(), v1::END_REASON_BROKEN);
}

TEST_F(ConsoleSession, APcThatLeavesInsteadOfGreetingSaysWhy) {
  // The agent's own end before its greeting: nobody is logged in at the PC.
  auto leave = [this]() -> net::awaitable<void> {
    (void)co_await wire::read_message<v1::JoinRequest>(*pair_.theirs());
    (void)co_await wire::write_message(*pair_.theirs(), v1::JoinReply{});
    const Holder machine = organisation_.machine(kMachine);
    auto anybody = [](const std::string&) { return Result<void>{}; };
    seal::Endpoint end(seal::Role::Server, {machine.key, machine.chain}, anybody);
    tunnel::SealedTunnel tunnel(pair_.theirs(), std::move(end));
    (void)co_await tunnel.handshake(timeline_);
    v1::MachineSays goodbye;
    goodbye.set_goodbye(v1::END_REASON_NO_DISPLAY);
    (void)co_await tunnel.write(seal::Channel::Control, goodbye.SerializeAsString());
  };
  net::co_spawn(io_, leave(), net::detached);
  open();
  expect_ended(v1::END_REASON_NO_DISPLAY);
}

// Whatever operation on the tunnel fails, the page is told once and nothing is left behind.
TEST_F(ConsoleSession, EndsOnceWhereverTheLineBreaks) {
  int operations = 0;
  for (int n = 0;; ++n) {
    MemoryPair pair{io_.get_executor(), 4};
    const auto door = std::make_shared<FakeDoor>(io_.get_executor(), pair.ours());
    const auto page = std::make_shared<FakeBrowser>(io_.get_executor());
    FakePc pc(io_, timeline_, pair.theirs(), machine_);
    door->record = door_->record;
    console::SessionKey key{{nadia_.key, nadia_.chain}, team_, machines_, misses_};
    console::Session session(io_.get_executor(), timeline_, std::move(key), door, page);
    bool over = false;
    pair.ours()->fail_at(n);
    pc.come(7);
    page->wish(OpenWish{MachineId{kMachine}, v1::CALL_KIND_SETUP});
    net::co_spawn(io_, session.run(), [&over](std::exception_ptr) { over = true; });
    settle();
    pc.allows(v1::SCOPE_VIEW, 1min);
    settle();
    const bool broke = pair.ours()->operations() > n;
    page->wish(EndWish{});
    settle();
    advance(10s);
    EXPECT_TRUE(over) << "operation " << n;
    EXPECT_EQ(page->endings(), 1) << "operation " << n;
    EXPECT_TRUE(pair.ours()->finished()) << "operation " << n;
    pc.hangs_up();
    settle();
    operations = n;
    if (!broke) break;
  }
  EXPECT_GT(operations, 5);
}

}  // namespace
}  // namespace maintendue::test
