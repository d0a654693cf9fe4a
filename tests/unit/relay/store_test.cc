#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <fstream>

#include "relay/database/database.h"
#include "relay/store/sqlite_store.h"
#include "support/temp_folder.h"
#include "task.h"

namespace maintendue::relay {
namespace {

using namespace std::chrono_literals;
using test::wait_for;

const WallTime kStart = from_unix_ms(1'764'000'000'000);
const MachineId kMachine{"00000000000000bb"};

MachineRecord salon() {
  return {kMachine, "salon", "Debian GNU/Linux 12", "0.1.0", kStart, kStart};
}

SessionRecord opened(CallKind call = CallKind::Setup) {
  SessionRecord record;
  record.machine = kMachine;
  record.opened_by = OperatorId{"00000000000000aa"};
  record.operator_name = "Nadia";
  record.call = call;
  record.opened = kStart + 1s;
  return record;
}

class RelayStore : public ::testing::Test {
 protected:
  RelayStore() {
    open_store(kStart);
    EXPECT_TRUE(wait_for(io_, store_->seen(salon())));
  }

  void open_store(WallTime start) {
    store_.reset();
    store_ = SqliteStore::open(io_.get_executor(), folder_.path(), start);
  }
  SessionRecord open(SessionRecord record) {
    record.id = wait_for(io_, store_->open(record)).value();
    return record;
  }
  void tell(const SessionRecord& record, News news) {
    ASSERT_TRUE(wait_for(io_, store_->tell(record, news, kStart)));
  }
  std::vector<SessionRecord> history() {
    return wait_for(io_, store_->sessions(kMachine, 200, SessionId{})).value().sessions;
  }

  test::TempFolder folder_;
  net::io_context io_;
  std::unique_ptr<SqliteStore> store_;
};

TEST_F(RelayStore, KeepsWhenAMachineWasFirstSeen) {
  MachineRecord later = salon();
  later.hostname = "O'Brien; DROP TABLE machines -- :x ?1 é 𝄞";
  later.first_seen = later.last_seen = kStart + 1h;
  const MachineRecord kept = wait_for(io_, store_->seen(later)).value();
  EXPECT_EQ(kept.first_seen, kStart);
  EXPECT_EQ(kept.last_seen, kStart + 1h);
  EXPECT_EQ(kept.hostname, later.hostname);
  EXPECT_EQ(wait_for(io_, store_->machine(kMachine)).value(), kept);
  EXPECT_THAT(wait_for(io_, store_->machines()).value(), ::testing::ElementsAre(kept));
}

TEST_F(RelayStore, KeepsWhenAMachineLeft) {
  ASSERT_TRUE(wait_for(io_, store_->left(kMachine, kStart + 2h)));
  EXPECT_EQ(wait_for(io_, store_->machine(kMachine)).value().last_seen, kStart + 2h);
}

TEST_F(RelayStore, KeepsWhatWasSaidForGoodThoughTheMachineComesAgain) {
  const auto say = [this](Farewell farewell, std::chrono::hours now, WallTime not_ours = {}) {
    const FarewellSaid said{farewell, kStart + now, not_ours};
    return wait_for(io_, store_->keep_farewell(kMachine, said, kStart + now)).value();
  };
  const WallTime by_the_pc = kStart - 100h;  // whatever its clock says
  const MachineRecord gone = say(Farewell::NotOurs, 1h, by_the_pc);
  EXPECT_EQ(gone.farewell, (FarewellSaid{Farewell::NotOurs, kStart + 1h, by_the_pc}));
  EXPECT_EQ(gone.not_ours_heard, kStart + 1h);
  const MachineRecord back = say(Farewell::None, 2h, by_the_pc);
  EXPECT_EQ(back.farewell.farewell, Farewell::None);
  EXPECT_EQ(back.not_ours_heard, kStart + 1h) << "whoever sits there may be somebody else";
  EXPECT_EQ(say(Farewell::NoHelp, 3h).not_ours_heard, kStart + 1h) << "though the PC forgot it";
  EXPECT_EQ(say(Farewell::None, 4h, by_the_pc + 1h).not_ours_heard, kStart + 4h) << "said anew";
  (void)say(Farewell::NoHelp, 5h);
  EXPECT_EQ(wait_for(io_, store_->seen(salon())).value().farewell.farewell, Farewell::NoHelp);
  open_store(kStart);
  EXPECT_EQ(wait_for(io_, store_->machines()).value().front().farewell.farewell, Farewell::NoHelp);
  const MachineId never{"00000000000000ff"};
  EXPECT_EQ(
      wait_for(io_, store_->keep_farewell(never, {Farewell::NoHelp, kStart}, kStart)).error().code,
      Errc::NotFound
  );
}

TEST_F(RelayStore, DoesNotKnowAMachineThatNeverCame) {
  const MachineId never{"00000000000000ff"};
  EXPECT_EQ(wait_for(io_, store_->machine(never)).error().code, Errc::NotFound);
  SessionRecord stray = opened();
  stray.machine = never;
  EXPECT_EQ(wait_for(io_, store_->open(stray)).error().code, Errc::Internal);
}

TEST_F(RelayStore, KeepsTheLatestSignedRecordOfAMachineWhateverItSaysOfItselfLater) {
  const auto keep = [this](Bytes record, WallTime at, Bytes gives_way = {}) {
    const Result<void> kept =
        wait_for(io_, store_->keep_record(kMachine, std::move(record), at, std::move(gives_way)));
    return kept ? std::string("kept") : std::string(name(kept.error().code));
  };
  EXPECT_EQ(keep("second\0", kStart + 2h), "kept");
  EXPECT_EQ(keep("second\0", kStart + 2h), "kept");
  EXPECT_EQ(keep("another", kStart + 2h), "out_of_date");
  EXPECT_EQ(keep("first", kStart + 1h), "out_of_date");
  EXPECT_EQ(wait_for(io_, store_->seen(salon())).value().signed_record, "second\0");
  EXPECT_EQ(keep("third", kStart + 3h), "kept");
  EXPECT_EQ(keep("fourth", kStart + 2h, "second\0"), "out_of_date") << "that one is not there";
  EXPECT_EQ(keep("fourth", kStart + 2h, "third"), "kept") << "which counts no more";
  EXPECT_EQ(keep("third", kStart + 3h), "kept");
  open_store(kStart + 4h);
  EXPECT_EQ(wait_for(io_, store_->machine(kMachine)).value().signed_record, "third");
  EXPECT_EQ(wait_for(io_, store_->machines()).value().at(0).signed_record, "third");
}

TEST_F(RelayStore, KeepsNoRecordOfAMachineThatNeverCame) {
  const auto kept = wait_for(io_, store_->keep_record({"00000000000000ff"}, "record", kStart, {}));
  EXPECT_EQ(kept.error().code, Errc::NotFound);
}

TEST_F(RelayStore, KeepsWhoLooksAfterAMachineWhateverItSaysOfItselfLater) {
  const OperatorId nobody, nadia{"00000000000000aa"}, omar{"00000000000000ab"};
  const auto give = [&](const OperatorId& from, const OperatorId& to) {
    return wait_for(io_, store_->give(kMachine, from, to));
  };
  ASSERT_TRUE(give(nobody, nadia));
  EXPECT_EQ(give(nobody, omar).error().code, Errc::OutOfDate) << "somebody was quicker";
  const WallTime until = kStart + 24h;
  ASSERT_TRUE(wait_for(io_, store_->ask_support(kMachine, nadia, until)));
  EXPECT_EQ(
      wait_for(io_, store_->ask_support(kMachine, omar, until)).error().code, Errc::OutOfDate
  );
  open_store(kStart + 1h);
  const MachineRecord kept = wait_for(io_, store_->seen(salon())).value();
  EXPECT_EQ(kept.mediator, nadia);
  EXPECT_EQ(kept.support_until, until);

  ASSERT_TRUE(give(nadia, omar));
  const MachineRecord given = wait_for(io_, store_->machines()).value().front();
  EXPECT_EQ(given.mediator, omar);
  EXPECT_EQ(given.support_until, WallTime{}) << "whom he asks is his to say";
}

TEST_F(RelayStore, GivesNoMachineThatNeverCame) {
  const MachineId other{"00000000000000bd"};
  const OperatorId nadia{"00000000000000aa"};
  EXPECT_EQ(wait_for(io_, store_->give(other, {}, nadia)).error().code, Errc::NotFound);
  EXPECT_EQ(wait_for(io_, store_->ask_support(other, {}, kStart)).error().code, Errc::NotFound);
}

TEST_F(RelayStore, KeepsEveryFieldOfASession) {
  SessionRecord record = open(opened(CallKind::FollowUp3));
  EXPECT_THAT(history(), ::testing::ElementsAre(record));
  record.view = Consent::Granted;
  record.control = Consent::Refused;
  record.widest = Scope::View;
  record.viewed_from = kStart + 2s;
  tell(record, Allowed{Scope::View});
  EXPECT_THAT(history(), ::testing::ElementsAre(record));
  record.ended = kStart + 3s;
  record.reason = EndReason::Family;
  tell(record, Ended{EndReason::Family});
  open_store(kStart + 1h);
  EXPECT_THAT(history(), ::testing::ElementsAre(record));
}

TEST_F(RelayStore, ListsTheNewestFirstPageByPage) {
  std::vector<SessionRecord> all;
  for (int i = 0; i < 5; ++i) all.push_back(open(opened()));
  const auto first = wait_for(io_, store_->sessions(kMachine, 2, SessionId{})).value();
  EXPECT_THAT(first.sessions, ::testing::ElementsAre(all[4], all[3]));
  EXPECT_TRUE(first.more);
  const auto last = wait_for(io_, store_->sessions(kMachine, 3, all[3].id)).value();
  EXPECT_THAT(last.sessions, ::testing::ElementsAre(all[2], all[1], all[0]));
  EXPECT_FALSE(last.more);
  const auto none = wait_for(io_, store_->sessions(kMachine, 3, all[0].id)).value();
  EXPECT_TRUE(none.sessions.empty());
  const auto far = wait_for(io_, store_->sessions(kMachine, 1, SessionId{~0ull})).value();
  EXPECT_THAT(far.sessions, ::testing::ElementsAre(all[4]));
}

TEST_F(RelayStore, CountsTheCallsOfAMachine) {
  open(opened(CallKind::Setup));
  SessionRecord seen = open(opened(CallKind::Setup));
  seen.viewed_from = kStart + 2s;
  tell(seen, Allowed{Scope::View});
  open(opened(CallKind::OpenHours));
  const auto counts = wait_for(io_, store_->calls(kMachine)).value();
  ASSERT_EQ(counts.size(), 2u);
  EXPECT_EQ(counts[0].kind, CallKind::Setup);
  EXPECT_EQ(counts[0].opened, 2);
  EXPECT_EQ(counts[0].seen, 1);
  EXPECT_EQ(counts[0].last, kStart + 1s);
  EXPECT_EQ(counts[1].kind, CallKind::OpenHours);
  EXPECT_TRUE(wait_for(io_, store_->calls(MachineId{"x"})).value().empty());
}

TEST_F(RelayStore, KnowsAtItsStartWhatWasLeftOpen) {
  SessionRecord over = open(opened());
  over.reason = EndReason::Operator;
  over.ended = kStart + 5s;
  tell(over, Ended{EndReason::Operator});
  const SessionRecord left = open(opened());
  open_store(kStart + 1h);
  EXPECT_THAT(history(), ::testing::ElementsAre(left, over));
  EXPECT_THAT(store_->left_open(), ::testing::ElementsAre(left));
}

TEST_F(RelayStore, KeepsTheOrderOfManyWritesAtOnce) {
  SessionRecord record = open(opened());
  std::vector<test::Task<Result<void>>> told;
  for (int i = 1; i <= 500; ++i) {
    record.viewed_from = kStart + std::chrono::milliseconds{i};
    told.push_back(test::start(io_, store_->tell(record, Allowed{Scope::View}, kStart)));
  }
  ASSERT_TRUE(wait_for(io_, store_->tell(record, Asked{Scope::Control}, kStart)));
  for (const auto& one : told) EXPECT_TRUE(one.done() && one.value());
  EXPECT_THAT(history(), ::testing::ElementsAre(record));
}

TEST_F(RelayStore, KeepsTheNewestRosterByteForByte) {
  EXPECT_EQ(store_->kept_roster(), "");
  Bytes every(256, '\0');
  for (int i = 0; i < 256; ++i) every[i] = static_cast<char>(i);
  for (const Bytes& news : {Bytes("older"), every}) {
    ASSERT_TRUE(wait_for(io_, store_->keep_roster(news)));
  }
  open_store(kStart + 1h);
  EXPECT_EQ(store_->kept_roster(), every);
}

TEST_F(RelayStore, SaysInOneSentenceWhyItCanNotOpen) {
  const auto open_in = [&](const std::filesystem::path& path) {
    return [this, path] { SqliteStore::open(io_.get_executor(), path, kStart); };
  };
  const auto fails_with = [](const char* words) {
    return ::testing::ThrowsMessage<std::runtime_error>(::testing::HasSubstr(words));
  };
  EXPECT_THAT(open_in(folder_.path() / "missing"), fails_with("can't use the database"));
  const test::TempFolder other;
  std::ofstream(other.path() / "relay.db") << std::string(8192, 'x');
  EXPECT_THAT(open_in(other.path()), fails_with("can't use the database"));
}

TEST(RelayWriter, UndoesOnlyTheChangeThatFails) {
  const test::TempFolder folder;
  std::vector<bool> kept;
  {
    Writer writer("store", folder.path() / "relay.db");
    writer.database() << "CREATE TABLE t (x INTEGER NOT NULL PRIMARY KEY)";
    const auto told = [&kept](const Result<void>& outcome) { kept.push_back(outcome.has_value()); };
    const auto add = [](int x) {
      return [x](soci::session& database) {
        database << "INSERT INTO t VALUES (:x)", soci::use(x);
        if (x == 2) throw std::runtime_error("no twos");
      };
    };
    for (const int x : {1, 2, 1, 3}) writer.write(add(x), told);
  }
  EXPECT_EQ(kept, (std::vector{true, false, false, true}));
  soci::session database;
  database::open(database, folder.path() / "relay.db");
  int sum = 0;
  database << "SELECT SUM(x) FROM t", soci::into(sum);
  EXPECT_EQ(sum, 4);
}

}  // namespace
}  // namespace maintendue::relay
