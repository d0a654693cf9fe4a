// A relay that hides a session, edits one or serves an older one, found out by what the PC says and
// by what the console has kept.
#include "console/session_log/comparison.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "console/session_log/export.h"
#include "support/drive.h"
#include "support/listed_logs.h"
#include "support/temp_folder.h"
#include "support/verified.h"

namespace maintendue::console {
namespace {

using local::v1::LogCheck;
using session_log::Kept;
using test::LogScene;
using ::testing::ElementsAre;

constexpr auto kHidden = local::v1::LOG_VERDICT_HIDDEN;
constexpr auto kChanged = local::v1::LOG_VERDICT_CHANGED;
constexpr auto kCount = local::v1::LOG_VERDICT_COUNT;
constexpr auto kBroken = local::v1::LOG_VERDICT_BROKEN;
constexpr auto kAgree = local::v1::LOG_VERDICT_AGREE;
constexpr auto kNotYet = local::v1::LOG_VERDICT_NOT_YET;
constexpr auto kPcMissing = local::v1::LOG_VERDICT_MACHINE_MISSING;

class RelayUnderComparison : public ::testing::Test {
 protected:
  RelayUnderComparison() {
    meeting_.machine = MachineId{scene_.machine.id};
    for (std::uint64_t id = 21; id <= 25; ++id) {
      const v1::StoredLogs logs = scene_.session(id);
      relay_.add(logs);
      const session_log::Finding finding = scene_.look(logs);
      v1::LogKeptSession told;
      told.set_session_counter(finding.counter);
      told.set_session_id(id);
      told.set_head_name(finding.name);
      told.set_given(true);
      told_.insert(told_.begin(), told);
      kept_.push_back({finding.counter, finding.session, finding.name});
    }
    meeting_.standing.set_session_counter(6);
    for (const auto& told : told_) *meeting_.standing.add_before() = told;
  }
  template <class T>
  T wait(net::awaitable<Result<T>> story) {
    std::optional<Result<T>> result;
    test::drive(io_, keep(std::move(story), result));
    EXPECT_TRUE(result && *result);
    return std::move(**result);
  }
  template <class T>
  static net::awaitable<void> keep(
      net::awaitable<Result<T>> story, std::optional<Result<T>>& result
  ) {
    result = co_await std::move(story);
  }
  // (session, verdict) of each, at connect.
  std::vector<std::pair<std::uint64_t, int>> at_connect() {
    const RelaysWord word = wait(ask_about(relay_.ask(), meeting_));
    std::vector<std::pair<std::uint64_t, int>> all;
    for (const LogCheck& check : contradicted_by_kept(meeting_)) {
      all.emplace_back(check.session_id(), check.verdict());
    }
    for (const LogCheck& check : contradicted_by_relay(meeting_, word, scene_.trust)) {
      all.emplace_back(check.session_id(), check.verdict());
    }
    return all;
  }
  local::v1::CheckLogsResponse history(std::vector<std::uint64_t> wanted) {
    HistoryPage page;
    page.machine = meeting_.machine;
    page.wanted = std::move(wanted);
    page.kept = kept_;
    page.keys = keys_;
    HistoryPage told = wait(ask_about(relay_.ask(), std::move(page)));
    told.now = now_;
    return checked(told, scene_.trust);
  }
  static std::vector<int> verdicts(const local::v1::CheckLogsResponse& response) {
    std::vector<int> all;
    for (const LogCheck& check : response.checks()) all.push_back(check.verdict());
    return all;
  }
  static std::vector<std::uint64_t> hidden(const local::v1::CheckLogsResponse& response) {
    std::vector<std::uint64_t> all;
    for (const LogCheck& check : response.hidden()) all.push_back(check.session_counter());
    return all;
  }

  net::io_context io_;
  LogScene scene_;
  test::ListedLogs relay_;
  Meeting meeting_;
  std::vector<v1::LogKeptSession> told_;  // newest first
  std::vector<Kept> kept_;
  std::vector<Bytes> keys_;
  WallTime now_ = from_unix_ms(1'763'000'000'000);
};

TEST_F(RelayUnderComparison, IsBelievedWhenAllIsThere) {
  meeting_.kept = kept_;
  EXPECT_TRUE(at_connect().empty());
  EXPECT_EQ(verdicts(history({21, 22, 23, 24, 25})), std::vector<int>(5, kAgree));
  EXPECT_TRUE(hidden(history({21, 22, 23, 24, 25})).empty());
}

TEST_F(RelayUnderComparison, IsFoundOutWhenItShowsALogOfAnotherKeyThanTheRecords) {
  keys_ = {session_log::key_name(scene_.machine.key.public_key())};
  EXPECT_EQ(verdicts(history({21, 22, 23})), std::vector<int>(3, kAgree));
  keys_ = {Bytes(32, 'k')};
  EXPECT_EQ(verdicts(history({21, 22})), std::vector<int>(2, local::v1::LOG_VERDICT_OTHER_KEY));
}

TEST_F(RelayUnderComparison, IsFoundOutWhenItHidesASession) {
  relay_.hide(23);
  EXPECT_THAT(at_connect(), ElementsAre(std::pair(23u, kHidden)));
  const auto page = history({21, 22, 24, 25});
  EXPECT_THAT(hidden(page), ElementsAre(3u));
  EXPECT_EQ(page.hidden(0).session_id(), 23u);
}

TEST_F(RelayUnderComparison, IsFoundOutWhenItHidesTheNewestOrTheOldest) {
  relay_.hide(25);
  relay_.hide(21);
  EXPECT_EQ(at_connect().size(), 2u);
  EXPECT_THAT(hidden(history({22, 23, 24})), ElementsAre(1u, 5u));
}

TEST_F(RelayUnderComparison, IsFoundOutWhenItSaysThatTheyNeverMet) {
  relay_.records[23].set_end_reason(v1::END_REASON_MACHINE_UNREACHED);
  relay_.logs[23].clear_machine_log();
  relay_.logs[23].clear_console_log();
  EXPECT_THAT(at_connect(), ElementsAre(std::pair(23u, kPcMissing)));
  EXPECT_EQ(verdicts(history({23}))[0], local::v1::LOG_VERDICT_BOTH_MISSING);
}

TEST_F(RelayUnderComparison, IsFoundOutWhenItEditsALog) {
  v1::SessionLog log;
  ASSERT_TRUE(log.ParseFromString(relay_.logs[22].machine_log()));
  log.mutable_entries(2)->back() ^= 1;
  relay_.logs[22].set_machine_log(log.SerializeAsString());
  EXPECT_THAT(at_connect(), ElementsAre(std::pair(22u, kBroken)));
  const auto page = history({22});
  EXPECT_EQ(page.checks(0).verdict(), kBroken);
  EXPECT_EQ(page.checks(0).side(), v1::LOG_SIDE_MACHINE);
  EXPECT_EQ(page.checks(0).entry(), 3u);
}

// The PC itself signed both: before and after its disk was put back.
TEST_F(RelayUnderComparison, IsFoundOutWhenItServesAnotherLogOfThePc) {
  scene_.set_back_to(4);
  scene_.clock.advance(std::chrono::hours{1});
  relay_.add(scene_.session(25));
  EXPECT_THAT(at_connect(), ElementsAre(std::pair(25u, kChanged)));
  EXPECT_EQ(verdicts(history({25}))[0], kChanged);
}

TEST_F(RelayUnderComparison, IsGivenTimeUntilTheLogsHaveCome) {
  relay_.logs[25].clear_machine_log();
  meeting_.standing.mutable_before(0)->set_given(false);
  EXPECT_TRUE(at_connect().empty()) << "the PC knows that it is on its way";
  now_ = from_unix_ms(1'000) + std::chrono::seconds{59};
  EXPECT_EQ(verdicts(history({25}))[0], kNotYet);
  now_ += std::chrono::seconds{1};
  EXPECT_EQ(verdicts(history({25}))[0], kPcMissing);
  relay_.records[25].set_ended_ms(8'000'000'000'000);
  EXPECT_EQ(verdicts(history({25}))[0], kPcMissing) << "no date at all";
  relay_.records[25].clear_end_reason();
  EXPECT_EQ(verdicts(history({25}))[0], kNotYet) << "it goes on";
}

TEST_F(RelayUnderComparison, IsNotBlamedForPagesThatWereNotAsked) {
  EXPECT_TRUE(hidden(history({24, 25})).empty());
  EXPECT_TRUE(hidden(history({22, 23})).empty());
  EXPECT_TRUE(hidden(history({21})).empty());
  relay_.hide(24);
  EXPECT_THAT(hidden(history({23, 25})), ElementsAre(4u));
  EXPECT_TRUE(hidden(history({21, 22, 23})).empty()) << "the next page tells of it";
}

TEST_F(RelayUnderComparison, MixesUpNoTwoPcs) {
  relay_.records[24].set_machine_id("00000000000000cc");
  EXPECT_THAT(at_connect(), ElementsAre(std::pair(24u, kHidden)));
}

class PcUnderComparison : public RelayUnderComparison {};

TEST_F(PcUnderComparison, IsFoundOutWhenItCountsAgain) {
  meeting_.kept = kept_;
  meeting_.standing.set_session_counter(4);
  meeting_.standing.mutable_before()->DeleteSubrange(0, 2);
  EXPECT_THAT(at_connect(), ElementsAre(std::pair(24u, kCount), std::pair(25u, kCount)));
}

TEST_F(PcUnderComparison, IsFoundOutWhenItHasAnotherLogThanWasKept) {
  meeting_.kept = kept_;
  meeting_.kept[1].name = Bytes(32, 'x');
  meeting_.kept[3].session = SessionId{99};
  EXPECT_THAT(at_connect(), ElementsAre(std::pair(22u, kChanged), std::pair(99u, kChanged)));
}

TEST_F(PcUnderComparison, NeedNotTellOfSessionsFromLongAgo) {
  meeting_.kept = kept_;
  meeting_.standing.mutable_before()->DeleteSubrange(2, 3);
  EXPECT_TRUE(at_connect().empty());
}

class ExportOfAPc : public RelayUnderComparison {
 protected:
  Home home() const {
    return {"", "", scene_.nadia.chain, {}, WallTime{}, scene_.organisation.book(), temp_.path()};
  }
  v1::LogExport exported() {
    const Home mine = home();
    const SessionLogs logs(scene_.clock, mine);
    return wait(export_by(logs));
  }
  net::awaitable<Result<v1::LogExport>> export_by(const SessionLogs& logs) {
    return export_of(relay_.ask(), logs, machines_, team_, meeting_.machine, now_);
  }

  test::TempFolder temp_;
  Team team_{
      io_.get_executor(), scene_.organisation.book(), temp_.path(), OperatorId{scene_.nadia.id}
  };
  KnownMachines machines_{scene_.clock, team_};
};

// What verify-log has to go by, though this console has never met the PC.
TEST_F(ExportOfAPc, BringsTheRecordThatTheRelayShowsAndTheRosterItCountsBy) {
  relay_.record = test::verified(scene_.organisation, scene_.nadia, scene_.machine);
  const v1::LogExport file = exported();
  ASSERT_EQ(file.machine_records_size(), 1);
  EXPECT_EQ(file.machine_records(0), relay_.record);
  v1::RosterNews news;
  ASSERT_TRUE(news.ParseFromString(file.roster_news()));
  EXPECT_EQ(news.signed_roster(), team_.book().news().signed_roster());
  relay_.record.clear();
  EXPECT_EQ(exported().machine_records_size(), 1) << "it is kept";
}

TEST_F(ExportOfAPc, HoldsEverySessionAndItsLogsOldestFirst) {
  const v1::LogExport file = exported();
  ASSERT_EQ(file.sessions_size(), 5);
  EXPECT_EQ(file.sessions(0).logs().session_id(), 21u);
  const auto history = session_log::look_at_export(file.SerializeAsString(), scene_.trust);
  ASSERT_TRUE(history);
  EXPECT_TRUE(history->hidden.empty());
  for (const auto& finding : history->sessions) EXPECT_TRUE(is_well(finding.verdict));
}

TEST_F(ExportOfAPc, TellsWhatTheRelayHidByWhatThePcSaid) {
  relay_.hide(25);
  const Home mine = home();
  SessionLogs logs(scene_.clock, mine);
  logs.keep_standing(meeting_.machine, meeting_.standing);
  const v1::LogExport file = wait(export_by(logs));
  const auto history = session_log::look_at_export(file.SerializeAsString(), scene_.trust);
  ASSERT_TRUE(history);
  ASSERT_EQ(history->hidden.size(), 1u);
  EXPECT_EQ(history->hidden[0].session, SessionId{25});
}

TEST_F(ExportOfAPc, ReadsManyPages) {
  for (std::uint64_t id = 100; id < 700; ++id) {
    v1::StoredLogs none;
    none.set_session_id(id);
    relay_.add(none, v1::END_REASON_MACHINE_UNREACHED);
  }
  EXPECT_EQ(exported().sessions_size(), 605);
}

TEST_F(ExportOfAPc, FailsWhenTheRelayDoes) {
  relay_.fails = Errc::RelayUnreachable;
  const Home mine = home();
  const SessionLogs logs(scene_.clock, mine);
  std::optional<Result<v1::LogExport>> result;
  test::drive(io_, keep(export_by(logs), result));
  ASSERT_TRUE(result);
  EXPECT_EQ(result->error().code, Errc::RelayUnreachable);
}

}  // namespace
}  // namespace maintendue::console
