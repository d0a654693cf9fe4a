// The mediator's side of a session, written down, signed, shown to the PC and given to the relay.
#include <filesystem>

#include "console/session_log/giving.h"
#include "console/session_log/written_log.h"
#include "session_stage.h"
#include "support/listed_logs.h"
#include "support/temp_folder.h"

namespace maintendue::test {
namespace {

namespace fs = std::filesystem;
using namespace std::chrono_literals;
using console::SessionLogs;

// What lies in her home, and outlives a session.
struct LogHome {
  console::Home home_of(const fs::path& folder, ConsoleSession& stage) const {
    identity::Operator owner{
        OperatorId{stage.nadia().id}, "Nadia", {v1::ROLE_MEDIATOR}, stage.nadia().key.public_key()
    };
    return {
        "",    "", stage.nadia().chain, std::move(owner), WallTime{}, stage.organisation().book(),
        folder
    };
  }
  std::unique_ptr<console::Witness> witness(ConsoleSession& stage) {
    home = home_of(folder.path(), stage);
    logs = std::make_unique<SessionLogs>(stage.timeline(), *home);
    return std::make_unique<console::WrittenLog>(
        *logs, stage.team(), stage.nadia().key, home->owner, relay.ask()
    );
  }

  TempFolder folder;
  std::optional<console::Home> home;
  ListedLogs relay;
  std::unique_ptr<SessionLogs> logs;
};

class LoggedConsole : protected LogHome, public ConsoleSession {
 protected:
  LoggedConsole() : ConsoleSession([this](ConsoleSession& stage) { return witness(stage); }) {}
  ~LoggedConsole() override { finish(); }

  void tell_standing(std::uint64_t counter = 6) {
    v1::MachineSays says;
    says.mutable_log()->mutable_standing()->set_session_counter(counter);
    for (const auto& one : before_) *says.mutable_log()->mutable_standing()->add_before() = one;
    pc_.say(std::move(says));
    settle();
  }
  void meet_and_count() {
    meet();
    settle();
    tell_standing();
  }
  void see() {
    pc_.asks(v1::SCOPE_VIEW);
    pc_.answers(v1::SCOPE_VIEW, v1::CONSENT_ANSWER_GRANTED);
    pc_.allows(v1::SCOPE_VIEW, 60min);
    settle();
  }
  void finish() {
    if (!session_) return;
    session_->end(v1::END_REASON_OPERATOR);
    settle();
    advance(10s);
    pc_.hangs_up();
    settle();
  }
  // The log that waits for the relay, when it holds.
  static std::optional<session_log::CheckedLog> waiting(
      SessionLogs& logs, const identity::Trust& trust
  ) {
    const auto waits = logs.to_give();
    if (!waits) return std::nullopt;
    auto checked = session_log::check_log(
        waits->log, v1::LOG_SIDE_CONSOLE, waits->about.machine, waits->about.session, trust
    );
    EXPECT_TRUE(checked);
    if (!checked) return std::nullopt;
    return std::move(*checked);
  }
  // Once nobody writes it any more.
  std::optional<session_log::CheckedLog> written() {
    finish();
    session_ = nullptr;
    return waiting(*logs, organisation_.trust());
  }
  std::optional<v1::SignedHead> head_heard() const {
    for (const auto& says : pc_.heard()) {
      if (says.has_log_head()) return says.log_head();
    }
    return std::nullopt;
  }

  std::vector<v1::LogKeptSession> before_;
};

TEST_F(LoggedConsole, WritesWhatWasAskedAndWhatThePcSaid) {
  meet_and_count();
  see();
  wish(console::AskWish{lease::Scope::Control});
  pc_.asks(v1::SCOPE_CONTROL);
  pc_.answers(v1::SCOPE_CONTROL, v1::CONSENT_ANSWER_REFUSED);
  settle();
  const auto log = written();
  ASSERT_TRUE(log);
  std::vector<int> kinds;
  for (const v1::LogEvent& event : log->events) kinds.push_back(event.event_case());
  using E = v1::LogEvent;
  const std::vector<int> expected{E::kBegun,  E::kWished, E::kAsked,    E::kAnswered, E::kAllowed,
                                  E::kWished, E::kAsked,  E::kAnswered, E::kEnded};
  EXPECT_EQ(kinds, expected);
  EXPECT_EQ(log->head.session_counter(), 6u);
  EXPECT_EQ(log->head.session_id(), 7u);
  EXPECT_EQ(log->events[0].begun().call_kind(), v1::CALL_KIND_FOLLOW_UP_1);
  EXPECT_EQ(log->events[1].wished(), v1::SCOPE_VIEW) << "asked before the PC had told its count";
  EXPECT_EQ(log->events.back().ended().reason(), v1::END_REASON_OPERATOR);
}

TEST_F(LoggedConsole, ShowsItsHeadBeforeItsGoodbye) {
  meet_and_count();
  see();
  wish(console::EndWish{});
  const auto& heard = pc_.heard();
  ASSERT_GE(heard.size(), 2u);
  EXPECT_TRUE(heard[heard.size() - 2].has_log_head());
  EXPECT_EQ(heard.back().say_case(), v1::ConsoleSays::kGoodbye);
  const auto head = head_heard();
  const auto log = written();
  ASSERT_TRUE(head && log);
  EXPECT_EQ(session_log::name_of(*head), log->name);
}

TEST_F(LoggedConsole, ShowsItsHeadToAPcThatSaysGoodbyeFirst) {
  meet_and_count();
  see();
  pc_.says_goodbye(v1::END_REASON_FAMILY);
  settle();
  expect_ended(v1::END_REASON_FAMILY);
  const auto head = head_heard();
  ASSERT_TRUE(head);
  const auto log = written();
  ASSERT_TRUE(log);
  EXPECT_EQ(session_log::name_of(*head), log->name);
  EXPECT_EQ(log->events.back().ended().reason(), v1::END_REASON_FAMILY);
}

TEST_F(LoggedConsole, WritesTheEndThoughTheLineIsGone) {
  meet_and_count();
  see();
  pc_.hangs_up();
  settle();
  expect_ended(v1::END_REASON_MACHINE_LOST);
  const auto log = written();
  ASSERT_TRUE(log);
  EXPECT_EQ(log->events.back().ended().reason(), v1::END_REASON_MACHINE_LOST);
}

TEST_F(LoggedConsole, KeepsThePcsHeadWheneverItComes) {
  meet_and_count();
  session_log::About about;
  about.side = v1::LOG_SIDE_MACHINE;
  about.machine = MachineId{kMachine};
  about.session = SessionId{7};
  about.counter = 6;
  about.who = OperatorId{nadia_.id};
  about.operator_key = session_log::key_name(nadia_.key.public_key());
  session_log::Log log(about, timeline_.steady());
  log.begin(v1::CALL_KIND_SETUP, "0.1.0", timeline_);
  const Holder pc = organisation_.machine(kMachine);
  v1::MachineSays says;
  *says.mutable_log()->mutable_head() =
      session_log::sign_head(about, log.chain(), false, timeline_.wall(), pc.key, pc.chain);
  const Bytes name = session_log::name_of(says.log().head());
  pc_.plays_dead();  // so that it still speaks after our goodbye
  session_->end(v1::END_REASON_OPERATOR);
  settle();
  pc_.say(std::move(says));
  settle();
  finish();
  session_ = nullptr;
  const auto kept = logs->kept(MachineId{kMachine});
  ASSERT_EQ(kept.size(), 1u);
  EXPECT_EQ(kept[0].name, name);
  EXPECT_EQ(logs->heads(MachineId{kMachine}).size(), 1u);
}

TEST_F(LoggedConsole, KeepsNoHeadOfAnotherSession) {
  meet_and_count();
  LogScene scene;
  scene.meet(8);
  v1::MachineSays says;
  *says.mutable_log()->mutable_head() = scene.pc_head();  // of another organisation, too
  pc_.say(std::move(says));
  settle();
  (void)written();
  EXPECT_EQ(logs->kept(MachineId{kMachine})[0].name, "");
}

TEST_F(LoggedConsole, ClosesAfterACrashWhatItHadBegun) {
  meet_and_count();
  see();
  TempFolder other;
  fs::copy(folder.path(), other.path(), fs::copy_options::recursive);
  const console::Home after = home_of(other.path(), *this);
  SessionLogs restarted(timeline_, after);
  EXPECT_FALSE(restarted.to_give()) << "nothing is signed before her key is open";
  restarted.unlocked(nadia_.key);
  const auto log = waiting(restarted, organisation_.trust());
  ASSERT_TRUE(log);
  EXPECT_TRUE(log->head.cut());
  EXPECT_EQ(log->events.size(), 6u);  // begun, wished, asked, answered, allowed, cut
}

TEST_F(LoggedConsole, IsToldQuietlyWhatARelayHides) {
  v1::LogKeptSession hidden;
  hidden.set_session_counter(5);
  hidden.set_session_id(3);
  hidden.set_head_name(Bytes(32, 'x'));
  before_ = {hidden};
  meet_and_count();
  settle();
  EXPECT_EQ(seen().log_findings, 1u);
  EXPECT_FALSE(over_);
  const auto kept = logs->kept(MachineId{kMachine});
  const bool remembered = std::ranges::any_of(kept, [](const session_log::Kept& one) {
    return one.session == SessionId{3} && one.counter == 5;
  });
  EXPECT_TRUE(remembered) << "the next history still knows";
}

TEST_F(LoggedConsole, SaysNothingWhenAllIsWell) {
  meet_and_count();
  EXPECT_EQ(seen().log_findings, 0u);
  EXPECT_GT(relay.calls, 0);
}

TEST_F(LoggedConsole, HoldsASessionThoughTheRelayTellsNothing) {
  relay.fails = Errc::RelayUnreachable;
  meet_and_count();
  see();
  EXPECT_EQ(seen().phase(), console::Phase::Viewing);
}

TEST_F(LoggedConsole, HoldsASessionOfAPcThatTellsNoCount) {
  meet();
  see();
  EXPECT_EQ(seen().phase(), console::Phase::Viewing);
  EXPECT_FALSE(written());
}

TEST_F(LoggedConsole, GivesTheRelayEachLogOnce) {
  meet_and_count();
  see();
  finish();
  session_ = nullptr;
  console::Giving giving(io_.get_executor(), timeline_, *logs, relay.ask());
  wire::TaskGroup tasks(io_.get_executor());
  relay.fails = Errc::RelayUnreachable;
  tasks.spawn(giving.run());
  settle();
  EXPECT_GT(relay.calls, 0);
  EXPECT_TRUE(relay.given.empty());
  relay.fails.reset();
  timeline_.advance(console::Giving::kAgain);
  settle();
  ASSERT_EQ(relay.given.size(), 1u);
  EXPECT_TRUE(session_log::check_log(
      relay.given[7], v1::LOG_SIDE_CONSOLE, MachineId{kMachine}, SessionId{7}, organisation_.trust()
  ));
  EXPECT_FALSE(logs->to_give());
  SessionLogs restarted(timeline_, *home);
  EXPECT_FALSE(restarted.to_give());
  net::co_spawn(io_, tasks.stop(), net::detached);
  settle();
}

}  // namespace
}  // namespace maintendue::test
