// Who may come back after a restart, and what a clock, another start, another person or a disk does
// to that.
#include "agent/service/consent/way_back.h"

#include <gtest/gtest.h>

#include <fstream>

#include "agent/service/consent/restarts.h"
#include "support/manual_timeline.h"
#include "support/organisation.h"
#include "support/temp_folder.h"

namespace maintendue::test {
namespace {

using namespace std::chrono_literals;
using agent::Start;
using agent::WayBack;

constexpr uid_t kFamily = 1000, kSon = 1001;
const WallTime kGiven = from_unix_ms(1'800'000'000'000);

identity::Operator somebody(const std::string& id, const std::string& key) {
  identity::Operator who;
  who.id = OperatorId{id};
  who.public_key = key;
  return who;
}

class WayBackTest : public ::testing::Test {
 protected:
  // Two minutes after the yes, one after the start.
  std::optional<std::chrono::milliseconds> left() const {
    return agent::left(way_, {who_, account_, {boot_, up_}, kGiven + later_});
  }
  const WayBack way_{OperatorId{"00000000000000aa"}, "her key", kFamily, "monday", kGiven, 40min};
  identity::Operator who_ = somebody("00000000000000aa", "her key");
  uid_t account_ = kFamily;
  std::string boot_ = "tuesday";
  std::chrono::milliseconds up_ = 1min;
  std::chrono::milliseconds later_ = 2min;
};

TEST_F(WayBackTest, LeadsToWhatIsLeftOfTheLease) { EXPECT_EQ(left(), 38min); }

TEST_F(WayBackTest, IsHersAlone) {
  who_ = somebody("00000000000000bb", "her key");
  EXPECT_FALSE(left());
}

TEST_F(WayBackTest, IsForTheVeryKeyThatSheHad) {
  who_ = somebody("00000000000000aa", "another key");
  EXPECT_FALSE(left());
}

TEST_F(WayBackTest, IsForTheAccountThatAgreed) {
  account_ = kSon;
  EXPECT_FALSE(left());
}

TEST_F(WayBackTest, WantsAnotherStartOfThePc) {
  boot_ = "monday";
  EXPECT_FALSE(left());
}

TEST_F(WayBackTest, WantsAStartThatIsKnown) {
  boot_ = "";
  EXPECT_FALSE(left());
}

TEST_F(WayBackTest, EndsAfterAQuarterOfAnHour) {
  later_ = 15min - 1ms;
  EXPECT_TRUE(left());
  later_ = 15min;
  EXPECT_FALSE(left());
}

TEST_F(WayBackTest, IsNothingToAClockThatWasPutBack) {
  later_ = -1ms;
  up_ = 0ms;
  EXPECT_FALSE(left());
  later_ = -10 * 365 * 24h;
  EXPECT_FALSE(left());
}

TEST_F(WayBackTest, IsNothingToAClockThatIsAYearAhead) {
  later_ = 365 * 24h;
  EXPECT_FALSE(left());
}

TEST_F(WayBackTest, IsNothingWhenThePcHasBeenOnForLongerThanItsClockSays) {
  up_ = 2min + 1ms;
  EXPECT_FALSE(left());
  up_ = 2min;
  EXPECT_TRUE(left());
}

TEST_F(WayBackTest, EndsWithTheLease) {
  const WayBack nearly_over{way_.who, way_.operator_key, kFamily, "monday", kGiven, 2min};
  EXPECT_FALSE(agent::left(nearly_over, {who_, account_, {boot_, up_}, kGiven + later_}));
  EXPECT_EQ(agent::left(nearly_over, {who_, account_, {boot_, up_}, kGiven + 2min - 1ms}), 1ms);
}

// On a PC's disk, through the same restart.
class RestartsTest : public ::testing::Test {
 protected:
  RestartsTest() : machine_holder_(organisation_.machine()) {
    timeline_.set_wall(kGiven);
    start_ = {"monday", 3h};
    renew();
  }
  // The agent starts anew; whether the PC did, `start_` says.
  void renew() {
    restarts_ = std::make_unique<agent::Restarts>(timeline_, state(), folder_.path(), [this] {
      return start_;
    });
  }
  std::shared_ptr<const agent::MachineState> state() const {
    return std::make_shared<const agent::MachineState>(agent::MachineState{
        machine_holder_.key, machine_holder_.chain, machine_holder_.id, kGiven - 24h
    });
  }
  void agree() { ASSERT_TRUE(restarts_->agreed(nadia_, kFamily, 40min)); }
  void restart_pc() {
    start_ = {"tuesday", 1min};
    timeline_.advance(2min);
    renew();
  }
  bool on_disk() const { return std::filesystem::exists(folder_.path() / "way-back"); }

  net::io_context io_;
  ManualTimeline timeline_{io_};
  Organisation organisation_;
  Holder machine_holder_;
  TempFolder folder_;
  Start start_;
  const identity::Operator nadia_ = somebody("00000000000000aa", "her key");
  const identity::Operator farid_ = somebody("00000000000000bb", "his key");
  std::unique_ptr<agent::Restarts> restarts_;
};

TEST_F(RestartsTest, LetHerBackOnce) {
  agree();
  restart_pc();
  EXPECT_EQ(restarts_->take(nadia_, kFamily), 38min);
  EXPECT_FALSE(on_disk());
  EXPECT_FALSE(restarts_->take(nadia_, kFamily));
}

TEST_F(RestartsTest, LetNobodyBackToAnAgentThatIsStartedAnewByItself) {
  agree();
  timeline_.advance(2min);
  renew();
  EXPECT_FALSE(restarts_->take(nadia_, kFamily));
  restart_pc();
  EXPECT_FALSE(restarts_->take(nadia_, kFamily)) << "a session was begun since";
}

TEST_F(RestartsTest, AreOverWhenAnotherOperatorsSessionBegins) {
  agree();
  restart_pc();
  EXPECT_FALSE(restarts_->take(farid_, kFamily));
  EXPECT_FALSE(restarts_->take(nadia_, kFamily));
}

TEST_F(RestartsTest, AreOverWhenAnotherAccountSitsThere) {
  agree();
  restart_pc();
  restarts_->came(kFamily);
  EXPECT_TRUE(on_disk());
  restarts_->came(kSon);
  restarts_->came(kFamily);
  EXPECT_FALSE(restarts_->take(nadia_, kFamily));
}

TEST_F(RestartsTest, LeaveNothingOnTheDiskWhenTheTimeIsOver) {
  agree();
  timeline_.advance(WayBack::kOpen);
  restarts_->came(kFamily);
  EXPECT_FALSE(on_disk());
}

TEST_F(RestartsTest, AreForOneIdentityOfThePc) {
  agree();
  restart_pc();
  machine_holder_ = organisation_.machine("00000000000000cc");
  renew();
  EXPECT_FALSE(restarts_->take(nadia_, kFamily));
}

TEST_F(RestartsTest, BelieveNoClockFromBeforeWhatIsKnownToHaveBeen) {
  timeline_.set_wall(kGiven - 365 * 24h);
  agree();
  restart_pc();
  EXPECT_FALSE(restarts_->take(nadia_, kFamily));
}

TEST_F(RestartsTest, AreNotAgreedWhereTheDiskTakesNothing) {
  std::filesystem::create_directory(folder_.path() / "way-back.new");
  EXPECT_FALSE(restarts_->agreed(nadia_, kFamily, 40min));
}

TEST_F(RestartsTest, LetNobodyBackWhereTheDiskKeepsWhatWasUsed) {
  agree();
  restart_pc();
  std::filesystem::remove(folder_.path() / "way-back");
  std::filesystem::create_directories(folder_.path() / "way-back" / "in the way");
  EXPECT_FALSE(restarts_->take(nadia_, kFamily));
}

TEST_F(RestartsTest, TakeNothingOfAFileThatIsCutShort) {
  agree();
  restart_pc();
  const std::filesystem::path file = folder_.path() / "way-back";
  const auto whole = std::filesystem::file_size(file);
  for (std::uintmax_t size = 0; size < whole; ++size) {
    agree();
    std::filesystem::resize_file(file, size);
    EXPECT_FALSE(restarts_->take(nadia_, kFamily)) << size;
  }
}

TEST(StartOfAPc, IsWhatTheKernelSays) {
  const TempFolder proc;
  std::filesystem::create_directories(proc.path() / "sys/kernel/random");
  std::ofstream(proc.path() / "sys/kernel/random/boot_id") << "7b1e\n";
  EXPECT_EQ(agent::read_start(proc.path()).boot, "") << "half of it";
  std::ofstream(proc.path() / "uptime") << "61.25 400.00\n";
  const Start start = agent::read_start(proc.path());
  EXPECT_EQ(start.boot, "7b1e");
  EXPECT_EQ(start.up, 61'250ms);
  EXPECT_FALSE(agent::read_start().boot.empty());
}

}  // namespace
}  // namespace maintendue::test
