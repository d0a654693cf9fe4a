// What was said at a PC for good: on the disk, until it is taken back there.
#include "agent/service/farewell/farewells.h"

#include <gtest/gtest.h>

#include <fstream>

#include "support/manual_timeline.h"
#include "support/organisation.h"
#include "support/temp_folder.h"

namespace maintendue::test {
namespace {

using namespace std::chrono_literals;

class FarewellsTest : public ::testing::Test {
 protected:
  FarewellsTest() { restart(); }

  void restart(const std::string& id = "") {
    const auto machine = std::make_shared<const agent::MachineState>(
        agent::MachineState{pc_.key, pc_.chain, id.empty() ? pc_.id : id, {}}
    );
    farewells_ = std::make_unique<agent::Farewells>(timeline_, machine, folder_.path());
  }
  std::filesystem::path file() const { return folder_.path() / "farewell"; }

  net::io_context io_;
  ManualTimeline timeline_{io_};
  const Organisation organisation_;
  const Holder pc_ = organisation_.machine();
  const TempFolder folder_;
  std::unique_ptr<agent::Farewells> farewells_;
};

TEST_F(FarewellsTest, HelpIsWantedUntilSomebodySaysOtherwise) {
  EXPECT_TRUE(farewells_->help_wanted());
  EXPECT_FALSE(farewells_->to_say());
  EXPECT_EQ(farewells_->said().at_ms(), 0);
}

TEST_F(FarewellsTest, OutlastARestartWithTheirDate) {
  for (const v1::Farewell farewell : {v1::FAREWELL_NO_HELP, v1::FAREWELL_NOT_OURS}) {
    timeline_.advance(1h);
    farewells_->say(farewell);
    const std::int64_t at = to_unix_ms(timeline_.wall());
    EXPECT_TRUE(farewells_->on_disk());
    timeline_.advance(1h);
    restart();
    EXPECT_FALSE(farewells_->help_wanted());
    EXPECT_EQ(farewells_->said().farewell(), farewell);
    EXPECT_EQ(farewells_->said().at_ms(), at);
  }
}

TEST_F(FarewellsTest, AreTakenBackForGood) {
  farewells_->say(v1::FAREWELL_NO_HELP);
  farewells_->say(v1::FAREWELL_UNSPECIFIED);
  EXPECT_TRUE(farewells_->help_wanted());
  restart();
  EXPECT_TRUE(farewells_->help_wanted());
  EXPECT_FALSE(std::filesystem::exists(file()));
}

TEST_F(FarewellsTest, TellThatThePcWasNotTheirsThoughNobodyHeardBeforeItWasTakenBack) {
  farewells_->say(v1::FAREWELL_NOT_OURS);
  const std::int64_t at = to_unix_ms(timeline_.wall());
  timeline_.advance(1h);
  farewells_->say(v1::FAREWELL_UNSPECIFIED);
  restart();
  EXPECT_TRUE(farewells_->help_wanted());
  EXPECT_EQ(farewells_->for_hello().not_ours_ms(), at);
  farewells_->say(v1::FAREWELL_NO_HELP);
  EXPECT_EQ(farewells_->said().not_ours_ms(), at);
}

TEST_F(FarewellsTest, AreToldOnceALinkUnlessItsHelloSaidSo) {
  (void)farewells_->for_hello();
  farewells_->say(v1::FAREWELL_NO_HELP);
  ASSERT_TRUE(farewells_->to_say()) << "though it was said while the hello was on its way";
  EXPECT_FALSE(farewells_->to_say());
  farewells_->say(v1::FAREWELL_NO_HELP);
  EXPECT_FALSE(farewells_->to_say()) << "it stands already";
  farewells_->say(v1::FAREWELL_UNSPECIFIED);
  EXPECT_EQ(farewells_->for_hello().farewell(), v1::FAREWELL_UNSPECIFIED);
  EXPECT_FALSE(farewells_->to_say());
}

TEST_F(FarewellsTest, OfAnotherMachineSayNothing) {
  farewells_->say(v1::FAREWELL_NO_HELP);
  restart("00000000000000b7");
  EXPECT_TRUE(farewells_->help_wanted()) << "this PC was enrolled anew, for another family";
}

TEST_F(FarewellsTest, ThatCanNotBeReadStandForNoHelp) {
  const auto stands = [&] {
    restart();
    const bool refused = !farewells_->help_wanted();
    farewells_->say(v1::FAREWELL_UNSPECIFIED);
    return refused;
  };
  for (const char* content : {"", "no farewell", "\x0a\xff"}) {
    std::ofstream(file()) << content;
    EXPECT_TRUE(stands()) << content;
    restart();
    EXPECT_TRUE(farewells_->help_wanted());
  }
  std::ofstream(file()) << std::string(1 << 20, 'x');
  EXPECT_TRUE(stands()) << "too long";
  std::filesystem::create_directory(file());
  EXPECT_TRUE(stands()) << "no file at all";
  std::filesystem::remove_all(file());
  std::filesystem::create_symlink("nowhere", file());
  EXPECT_TRUE(stands()) << "a link that leads nowhere";
}

TEST_F(FarewellsTest, HoldThoughTheDiskTakesThemNotAndAreTriedAgain) {
  std::filesystem::create_directories(file() / "in the way");
  farewells_->say(v1::FAREWELL_NO_HELP);
  EXPECT_FALSE(farewells_->help_wanted());
  EXPECT_FALSE(farewells_->on_disk());
  (void)farewells_->to_say();
  EXPECT_FALSE(farewells_->on_disk());
  std::filesystem::remove_all(file());
  EXPECT_EQ(farewells_->for_hello().farewell(), v1::FAREWELL_NO_HELP);
  EXPECT_TRUE(farewells_->on_disk());
  restart();
  EXPECT_FALSE(farewells_->help_wanted());
}

}  // namespace
}  // namespace maintendue::test
