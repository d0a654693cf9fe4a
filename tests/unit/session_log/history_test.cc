// All sessions of a PC: what a relay hides, puts in another place or serves from another day.
#include "session_log/history.h"

#include <gtest/gtest.h>

#include "support/session_logs.h"

namespace maintendue::session_log {
namespace {

using test::LogScene;

class SessionHistory : public ::testing::Test {
 protected:
  SessionHistory() {
    for (std::uint64_t id = 21; id <= 25; ++id) sessions_.push_back(scene_.session(id));
  }
  std::vector<Finding> findings() const {
    std::vector<Finding> all;
    for (const v1::StoredLogs& logs : sessions_) all.push_back(scene_.look(logs));
    return all;
  }
  History all(const std::vector<Kept>& kept = {}) const { return look_at_all(findings(), kept, 1); }
  Kept kept(std::size_t at) const {
    const Finding finding = scene_.look(sessions_.at(at));
    return {finding.counter, finding.session, finding.name};
  }
  static std::vector<std::uint64_t> hidden_numbers(const History& history) {
    std::vector<std::uint64_t> numbers;
    for (const Kept& one : history.hidden) numbers.push_back(one.counter);
    return numbers;
  }
  static int well(const History& history) {
    int count = 0;
    for (const Finding& finding : history.sessions) count += is_well(finding.verdict);
    return count;
  }

  LogScene scene_;
  std::vector<v1::StoredLogs> sessions_;
};

TEST_F(SessionHistory, IsWellWhenNothingWasDoneToIt) {
  const History history = all({kept(0), kept(4)});
  EXPECT_EQ(well(history), 5);
  EXPECT_TRUE(history.hidden.empty());
  EXPECT_EQ(history.sessions[4].counter, 5u);
}

TEST_F(SessionHistory, NamesTheNumberOfASessionThatIsNotShown) {
  sessions_.erase(sessions_.begin() + 2);
  const History history = all();
  ASSERT_EQ(hidden_numbers(history), (std::vector<std::uint64_t>{3}));
  EXPECT_EQ(history.hidden[0].session, SessionId{});
  EXPECT_EQ(well(history), 4);
}

TEST_F(SessionHistory, NamesTheFirstThatIsNotShown) {
  sessions_.erase(sessions_.begin(), sessions_.begin() + 2);
  EXPECT_EQ(hidden_numbers(all()), (std::vector<std::uint64_t>{1, 2}));
}

TEST_F(SessionHistory, KnowsTheLastThatIsNotShownByWhatWasKept) {
  const Kept last = kept(4);
  sessions_.pop_back();
  EXPECT_TRUE(all().hidden.empty()) << "nobody could know";
  const History history = all({last});
  ASSERT_EQ(hidden_numbers(history), (std::vector<std::uint64_t>{5}));
  EXPECT_EQ(history.hidden[0].session, SessionId{25});
}

TEST_F(SessionHistory, MissesTheLogOfEitherSide) {
  sessions_[1].clear_machine_log();
  sessions_[2].clear_console_log();
  sessions_[3].clear_machine_log();
  sessions_[3].clear_console_log();
  const History history = all();
  EXPECT_EQ(history.sessions[1].verdict, Verdict::MachineMissing);
  EXPECT_EQ(history.sessions[2].verdict, Verdict::ConsoleMissing);
  EXPECT_EQ(history.sessions[3].verdict, Verdict::BothMissing);
  EXPECT_TRUE(history.hidden.empty()) << "they are listed: their numbers are theirs";
}

TEST_F(SessionHistory, DoesNotBelieveThatASessionNeverBeganWhenThePcCountsIt) {
  const Kept third = kept(2);
  sessions_[2].clear_machine_log();
  sessions_[2].clear_console_log();
  std::vector<Finding> said = findings();
  said[2] = look_at(
      MachineId{scene_.machine.id}, sessions_[2], v1::END_REASON_MACHINE_UNREACHED, scene_.trust
  );
  EXPECT_EQ(said[2].verdict, Verdict::NeverBegan);
  EXPECT_EQ(hidden_numbers(look_at_all(said, {}, 1)), (std::vector<std::uint64_t>{3}));
  const History history = look_at_all(said, {third}, 1);
  EXPECT_EQ(history.sessions[2].verdict, Verdict::BothMissing);
  EXPECT_TRUE(history.hidden.empty());
}

TEST_F(SessionHistory, FindsALogOfAnotherDayInASessionsPlace) {
  sessions_[3].set_machine_log(sessions_[2].machine_log());
  const History history = all();
  EXPECT_EQ(history.sessions[3].verdict, Verdict::Broken);
  EXPECT_EQ(history.sessions[3].flaw, Flaw{Fault::Foreign});
}

TEST_F(SessionHistory, TellsALogOfAnotherKeyWhateverElseIsToBeSaidOfIt) {
  const Bytes ours = key_name(scene_.machine.key.public_key());
  LogScene other = scene_;
  other.machine = scene_.organisation.machine(scene_.machine.id);  // certified for its number
  sessions_.push_back(other.session(26));
  sessions_.back().clear_console_log();
  History history = all();
  EXPECT_EQ(history.sessions[5].verdict, Verdict::ConsoleMissing);
  hold_against_keys(history, {ours});
  EXPECT_EQ(history.sessions[5].verdict, Verdict::OtherKey);
  EXPECT_EQ(well(history), 5);
  History either = all();
  hold_against_keys(either, {ours, key_name(other.machine.key.public_key())});
  EXPECT_EQ(either.sessions[5].verdict, Verdict::ConsoleMissing);
  EXPECT_EQ(well(either), 5);
}

TEST_F(SessionHistory, SaysNothingOfKeysWhereNoneIsKnown) {
  History history = all();
  hold_against_keys(history, {});
  EXPECT_EQ(well(history), 5);
}

TEST_F(SessionHistory, ALogThatDoesNotHoldIsBrokenBeforeItIsOfAnotherKey) {
  sessions_[1].set_machine_log("no log");
  History history = all();
  hold_against_keys(history, {Bytes(32, 'k')});
  EXPECT_EQ(history.sessions[1].verdict, Verdict::Broken);
  EXPECT_EQ(history.sessions[2].verdict, Verdict::OtherKey);
}

// A PC whose disk was put back signs two sessions with one number.
TEST_F(SessionHistory, FindsTwoSessionsWithOneNumber) {
  scene_.set_back_to(3);
  sessions_.push_back(scene_.session(26));
  const History history = all();
  EXPECT_EQ(history.sessions[3].verdict, Verdict::Agree);
  EXPECT_EQ(history.sessions[5].verdict, Verdict::Count);
  EXPECT_EQ(history.sessions[5].counter, 4u);
}

TEST_F(SessionHistory, FindsASessionThatDoesNotFollowTheOneBefore) {
  LogScene other = scene_;
  sessions_.push_back(other.session(26));  // follows on 25
  EXPECT_EQ(well(all()), 6);
  // The same PC wrote another session 26 in place of it, and 27 follows on that one.
  scene_.clock.advance(std::chrono::seconds{1});
  (void)scene_.session(26);
  sessions_.push_back(scene_.session(27));
  const History history = all();
  EXPECT_EQ(history.sessions[5].verdict, Verdict::Agree);
  EXPECT_EQ(history.sessions[6].verdict, Verdict::Count);
}

TEST_F(SessionHistory, KnowsTheHeadItHasKeptFromAnother) {
  const Kept last = kept(4);
  scene_.set_back_to(4);
  sessions_[4] = scene_.session(25);  // signed by the PC too, at another moment
  EXPECT_EQ(all({last}).sessions[4].verdict, Verdict::Changed);
  const Kept another_number{9, SessionId{22}, {}};
  EXPECT_EQ(all({another_number}).sessions[1].verdict, Verdict::Changed);
}

TEST_F(SessionHistory, TellsNothingOfWhatCameBeforeTheFirstOne) {
  sessions_.erase(sessions_.begin(), sessions_.begin() + 2);
  EXPECT_TRUE(look_at_all(findings(), {}, 3).hidden.empty());
}

TEST_F(SessionHistory, NamesALimitedNumberOfThem) {
  EXPECT_LE(all({{1'000'000'000'000, SessionId{99}, {}}}).hidden.size(), 1001u);
}

class ExportedHistory : public SessionHistory {
 protected:
  v1::LogExport exported() const {
    v1::LogExport file;
    file.set_machine_id(scene_.machine.id);
    for (const v1::StoredLogs& logs : sessions_) {
      v1::ExportedSession& one = *file.add_sessions();
      *one.mutable_logs() = logs;
      one.set_end_reason(v1::END_REASON_OPERATOR);
    }
    return file;
  }
  Result<History> look(const v1::LogExport& file) const {
    return look_at_export(file.SerializeAsString(), scene_.trust);
  }
};

TEST_F(ExportedHistory, IsReadAsItWasWritten) {
  const auto history = look(exported());
  ASSERT_TRUE(history);
  EXPECT_EQ(well(*history), 5);
}

TEST_F(ExportedHistory, KnowsWhatItsConsoleKept) {
  v1::LogExport file = exported();
  v1::SessionLog last;
  ASSERT_TRUE(last.ParseFromString(sessions_[4].machine_log()));
  *file.add_kept() = last.head();
  file.mutable_sessions()->RemoveLast();
  const auto history = look(file);
  ASSERT_TRUE(history);
  EXPECT_EQ(hidden_numbers(*history), (std::vector<std::uint64_t>{5}));
  v1::LogExport told = exported();
  told.mutable_sessions()->RemoveLast();
  told.mutable_standing()->set_session_counter(6);
  told.mutable_standing()->add_before()->set_session_counter(5);
  told.mutable_standing()->mutable_before(0)->set_session_id(25);
  EXPECT_EQ(hidden_numbers(*look(told)), (std::vector<std::uint64_t>{5}));
}

TEST_F(ExportedHistory, RefusesWhatIsNoExport) {
  v1::LogExport nobody = exported(), forged = exported();
  nobody.set_machine_id("../../etc");
  forged.add_kept()->set_head("nothing");
  EXPECT_FALSE(look(nobody));
  EXPECT_FALSE(look(forged));
  EXPECT_FALSE(look_at_export("\xff\xff\xff", scene_.trust));
  EXPECT_FALSE(look_at_export("", scene_.trust));
}

}  // namespace
}  // namespace maintendue::session_log
