// Logs on the disk: readable wherever their writer stopped, closed at the next start, not for ever.
#include "log_folder/log_folder.h"

#include <gtest/gtest.h>

#include <fstream>

#include "support/session_logs.h"
#include "support/temp_folder.h"

namespace maintendue::log_folder {
namespace {

namespace fs = std::filesystem;
using test::LogScene;

class SessionLogFolder : public ::testing::Test {
 protected:
  LogFolder open(std::size_t most = 500) {
    Result<LogFolder> folder = LogFolder::open(place_, most);
    EXPECT_TRUE(folder);
    return std::move(*folder);
  }
  // The PC's log of the scene's session, all of it but its head.
  void put(LogFolder& folder, bool closed = true) {
    const session_log::Log& log = *scene_.pc;
    const auto& entries = log.chain().entries();
    const std::string name = "log-" + std::to_string(log.about().session.value);
    Result<LogFile> file = folder.create(name, log.about(), entries[0], scene_.clock.wall());
    ASSERT_TRUE(file);
    for (std::size_t at = 1; at < entries.size(); ++at) ASSERT_TRUE(file->add_entry(entries[at]));
    if (closed) {
      ASSERT_TRUE(file->add_our_head(scene_.pc_head()));
    }
    folder.look_again(log.about());
  }
  void hold(std::uint64_t session, LogFolder& folder) {
    (void)scene_.session(session);
    put(folder);
  }
  Result<LogOnDisk> read(const LogFolder& folder, std::uint64_t session) {
    for (const Held& held : folder.held()) {
      if (held.about.session == SessionId{session}) return folder.read(held.about);
    }
    return fail(Errc::NotFound);
  }
  bool holds(const LogOnDisk& log) {
    return log.ours && scene_.check_pc(session_log::whole(log.chain, *log.ours)).has_value();
  }
  Signer signer() { return {scene_.machine.key, scene_.machine.chain}; }
  static Bytes content(const fs::path& path) {
    std::ifstream stream(path, std::ios::binary);
    return {std::istreambuf_iterator<char>(stream), {}};
  }

  test::TempFolder temp_;
  fs::path place_ = temp_.path() / "log";
  LogScene scene_;
};

TEST_F(SessionLogFolder, KeepsALogAcrossAStart) {
  {
    LogFolder folder = open();
    hold(7, folder);
  }
  LogFolder again = open();
  ASSERT_EQ(again.held().size(), 1u);
  EXPECT_EQ(again.held()[0].our_head, session_log::name_of(scene_.pc_head()));
  EXPECT_TRUE(holds(*read(again, 7)));
  EXPECT_EQ(again.close_left_open(signer(), scene_.clock.wall()), 0);
  EXPECT_EQ(fs::status(place_).permissions(), fs::perms::owner_all);
}

// Wherever the power went in the middle of writing.
TEST_F(SessionLogFolder, ClosesAsCutWhatAnyCrashLeft) {
  {
    LogFolder folder = open();
    scene_.meet(7);
    scene_.family_lets_see();
    scene_.ends();
    put(folder, false);
  }
  const fs::path path = place_ / "log-7.log";
  const Bytes whole = content(path);
  int cut = 0, unreadable = 0, ended = 0;
  for (std::size_t size = 0; size <= whole.size(); ++size) {
    std::ofstream(path, std::ios::binary) << whole.substr(0, size);
    LogFolder folder = open();
    if (folder.held().empty()) {
      EXPECT_EQ(folder.unreadable(), 1u);
      ++unreadable;
      continue;
    }
    ASSERT_EQ(folder.close_left_open(signer(), scene_.clock.wall()), 1);
    const auto log = read(folder, 7);
    ASSERT_TRUE(log && holds(*log)) << "cut at " << size;
    v1::LogHead head;
    ASSERT_TRUE(head.ParseFromString(log->ours->head()));
    (head.cut() ? cut : ended) += 1;
    ASSERT_EQ(open().close_left_open(signer(), scene_.clock.wall()), 0);
  }
  EXPECT_GT(cut, 100);
  EXPECT_EQ(ended, 1) << "only the whole one had ended";
  EXPECT_GT(unreadable, 50) << "the header and the first entry appear together, by a rename";
}

TEST_F(SessionLogFolder, StopsReadingWhereTheDiskIsWrong) {
  {
    LogFolder folder = open();
    scene_.meet(7);
    scene_.family_lets_see();
    put(folder, false);
  }
  const fs::path path = place_ / "log-7.log";
  const Bytes whole = content(path);
  for (std::size_t at = 0; at < whole.size(); ++at) {
    Bytes wrong = whole;
    wrong[at] ^= 1;
    std::ofstream(path, std::ios::binary) << wrong;
    LogFolder folder = open();
    if (folder.held().empty()) continue;
    const auto log = read(folder, 7);
    ASSERT_TRUE(log);
    EXPECT_LT(log->chain.entries().size(), scene_.pc->chain().entries().size()) << at;
  }
}

TEST_F(SessionLogFolder, LeavesALogThatIsBeingWrittenOpen) {
  LogFolder folder = open();
  scene_.meet(7);
  put(folder, false);
  EXPECT_EQ(folder.close_left_open(signer(), scene_.clock.wall(), SessionId{7}), 0);
  EXPECT_EQ(folder.close_left_open(signer(), scene_.clock.wall()), 1);
}

TEST_F(SessionLogFolder, ForgetsADraft) {
  open();
  std::ofstream(place_ / "log-7.log.new") << "begun";
  LogFolder folder = open();
  EXPECT_TRUE(folder.held().empty());
  folder.prune(scene_.clock.wall());
  EXPECT_FALSE(fs::exists(place_ / "log-7.log.new"));
}

TEST_F(SessionLogFolder, NeverWritesOverALog) {
  LogFolder folder = open();
  hold(7, folder);
  const Bytes before = content(place_ / "log-7.log");
  EXPECT_FALSE(folder.create("log-7", scene_.pc->about(), "entry", scene_.clock.wall()));
  EXPECT_EQ(content(place_ / "log-7.log"), before);
}

TEST_F(SessionLogFolder, RemembersWhatWasGivenAndTheOthersHead) {
  {
    LogFolder folder = open();
    hold(7, folder);
    const auto log = read(folder, 7);
    Result<LogFile> file = LogFile::reopen(place_ / "log-7.log", *log);
    ASSERT_TRUE(file && file->add_their_head(scene_.console_head()));
    folder.mark_given(folder.held()[0].about);
    EXPECT_TRUE(folder.held()[0].given);
  }
  LogFolder again = open();
  EXPECT_TRUE(again.held()[0].given);
  EXPECT_EQ(again.held()[0].their_head, session_log::name_of(scene_.console_head()));
}

TEST_F(SessionLogFolder, ForgetsAfterAYearButNeverTheNewest) {
  LogFolder folder = open();
  for (const std::uint64_t session : {7, 8}) {
    hold(session, folder);
    folder.mark_given(folder.held().back().about);
  }
  folder.prune(scene_.clock.wall() + LogFolder::kKept - std::chrono::hours{1});
  EXPECT_EQ(folder.held().size(), 2u);
  folder.prune(scene_.clock.wall() + LogFolder::kKept + std::chrono::hours{1});
  ASSERT_EQ(folder.held().size(), 1u);
  EXPECT_EQ(folder.held()[0].about.session, SessionId{8});
  EXPECT_FALSE(fs::exists(place_ / "log-7.log"));
}

TEST_F(SessionLogFolder, AClockThatIsAheadForgetsNothingOfWhichThereIsNoOtherCopy) {
  LogFolder folder = open();
  hold(7, folder);
  hold(8, folder);
  folder.prune(scene_.clock.wall() + 3 * LogFolder::kKept);
  EXPECT_EQ(folder.held().size(), 2u);
}

TEST_F(SessionLogFolder, KeepsAtMostSoMany) {
  LogFolder folder = open(3);
  for (std::uint64_t session = 1; session <= 5; ++session) hold(session, folder);
  folder.prune(scene_.clock.wall());
  ASSERT_EQ(folder.held().size(), 3u);
  EXPECT_EQ(folder.held().front().about.counter, 3u);
}

// The session with which somebody fills a PC's disk.
class FloodedLogFolder : public SessionLogFolder {
 protected:
  void hold_without_a_yes(std::uint64_t session, LogFolder& folder) {
    scene_.meet(session);
    scene_.asks(v1::SCOPE_VIEW);
    scene_.answers(v1::SCOPE_VIEW, v1::CONSENT_ANSWER_REFUSED);
    scene_.ends(v1::END_REASON_NEVER_ALLOWED);
    put(folder);
    folder.prune(scene_.clock.wall());
  }
  static std::vector<std::uint64_t> sessions(const LogFolder& folder) {
    std::vector<std::uint64_t> found;
    for (const Held& held : folder.held()) found.push_back(held.about.session.value);
    return found;
  }
};

TEST_F(FloodedLogFolder, LosesWhatNobodyAllowedFirst) {
  LogFolder folder = open(4);
  hold(1, folder);
  hold_without_a_yes(2, folder);
  hold(3, folder);
  for (std::uint64_t session = 4; session <= 60; ++session) hold_without_a_yes(session, folder);
  EXPECT_EQ(sessions(folder), (std::vector<std::uint64_t>{1, 3, 59, 60}));
  EXPECT_EQ(sessions(open(4)), sessions(folder)) << "the disk has what memory has";
}

TEST_F(FloodedLogFolder, StaysWithinItsBoundsWhereEverybodySaysYes) {
  LogFolder folder = open(3);
  hold_without_a_yes(1, folder);
  for (std::uint64_t session = 2; session <= 9; ++session) {
    hold(session, folder);
    folder.prune(scene_.clock.wall());
  }
  EXPECT_EQ(sessions(folder), (std::vector<std::uint64_t>{7, 8, 9}));
}

TEST_F(FloodedLogFolder, CountsOnFromTheNewestThoughNobodyAllowedIt) {
  LogFolder folder = open(2);
  hold(1, folder);
  hold(2, folder);
  hold_without_a_yes(3, folder);
  EXPECT_EQ(sessions(folder), (std::vector<std::uint64_t>{2, 3}));
}

TEST_F(SessionLogFolder, CannotBeMadeEverywhere) {
  std::ofstream(temp_.path() / "file") << "no folder";
  EXPECT_FALSE(LogFolder::open(temp_.path() / "file", 500));
}

}  // namespace
}  // namespace maintendue::log_folder
