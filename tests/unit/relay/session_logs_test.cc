// The signed logs as the relay keeps them: as they came, once, of the right giver.
#include <gtest/gtest.h>

#include "base/random.h"
#include "relay/store/base64.h"
#include "relay/store/sqlite_store.h"
#include "support/temp_folder.h"
#include "task.h"

namespace maintendue::relay {
namespace {

using test::wait_for;

const WallTime kStart = from_unix_ms(1'764'000'000'000);
const MachineId kMachine{"00000000000000bb"};
const OperatorId kNadia{"00000000000000aa"};

class RelaySessionLogs : public ::testing::Test {
 protected:
  RelaySessionLogs() {
    open_store();
    MachineRecord salon{kMachine, "salon", "Debian GNU/Linux 12", "0.1.0", kStart, kStart};
    EXPECT_TRUE(wait_for(io_, store_->seen(salon)));
    SessionRecord record;
    record.machine = kMachine;
    record.opened_by = kNadia;
    record.opened = kStart;
    session_ = wait_for(io_, store_->open(record)).value();
  }
  void open_store() {
    store_.reset();
    store_ = SqliteStore::open(io_.get_executor(), folder_.path(), kStart);
  }
  Result<void> give(std::variant<MachineId, OperatorId> giver, Bytes log) {
    return wait_for(io_, store_->keep({session_, std::move(giver), std::move(log)}));
  }
  std::vector<KeptLogs> logs(std::vector<SessionId> sessions) {
    return wait_for(io_, store_->logs(std::move(sessions))).value();
  }

  test::TempFolder folder_;
  net::io_context io_;
  std::unique_ptr<SqliteStore> store_;
  SessionId session_;
};

TEST_F(RelaySessionLogs, AreKeptAsTheyCameAcrossARestart) {
  const Bytes pc = random_bytes(kLongestLog), console = random_bytes(1000);
  ASSERT_TRUE(give(kMachine, pc));
  ASSERT_TRUE(give(kNadia, console));
  open_store();
  const auto kept = logs({session_});
  ASSERT_EQ(kept.size(), 1u);
  EXPECT_EQ(kept[0].session, session_);
  EXPECT_EQ(kept[0].machine, pc);
  EXPECT_EQ(kept[0].console, console);
}

TEST_F(RelaySessionLogs, AreGivenOnce) {
  ASSERT_TRUE(give(kMachine, "first"));
  ASSERT_TRUE(give(kMachine, "second"));
  EXPECT_EQ(logs({session_})[0].machine, "first");
}

TEST_F(RelaySessionLogs, AreTakenOnlyFromWhoHeldTheSession) {
  EXPECT_EQ(give(MachineId{"00000000000000cc"}, "x").error().code, Errc::NotFound);
  EXPECT_EQ(give(OperatorId{"00000000000000ac"}, "x").error().code, Errc::NotFound);
  EXPECT_EQ(give(OperatorId{kMachine.value}, "x").error().code, Errc::NotFound);
  session_ = SessionId{session_.value + 1};
  EXPECT_EQ(give(kMachine, "x").error().code, Errc::NotFound);
}

TEST_F(RelaySessionLogs, SayNothingOfSessionsThatAreNone) {
  const auto kept = logs({session_, SessionId{99}});
  ASSERT_EQ(kept.size(), 1u);
  EXPECT_EQ(kept[0].machine + kept[0].console, "");
}

TEST(RelayBase64, GivesBackWhatItWasGiven) {
  for (std::size_t size = 0; size < 200; ++size) {
    const Bytes bytes = random_bytes(size);
    const auto back = from_base64(to_base64(bytes));
    ASSERT_TRUE(back);
    ASSERT_EQ(*back, bytes);
  }
  EXPECT_EQ(to_base64("f"), "Zg==");
  EXPECT_EQ(to_base64("fo"), "Zm8=");
  EXPECT_EQ(to_base64("foo"), "Zm9v");
}

TEST(RelayBase64, TakesNothingElse) {
  for (const char* wrong : {"Zg=", "Zg", "Z===", "=g==", "Zg==Zm9v", "Z g=", "Zm=v", "===="}) {
    EXPECT_FALSE(from_base64(wrong)) << wrong;
  }
}

}  // namespace
}  // namespace maintendue::relay
