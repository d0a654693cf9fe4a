#include "relay/store/migrations.h"

#include <gtest/gtest.h>

#include "relay/database/database.h"
#include "relay/families/migrations.h"
#include "support/temp_folder.h"

namespace maintendue::relay {
namespace {

const WallTime kNow = from_unix_ms(1000);

class RelayMigrations : public ::testing::Test {
 protected:
  RelayMigrations() { database::open(database_, folder_.path() / "relay.db"); }

  int number(const std::string& question) {
    int answer = -1;
    database_ << question, soci::into(answer);
    return answer;
  }
  int tables() { return number("SELECT COUNT(*) FROM sqlite_master WHERE type = 'table'"); }

  test::TempFolder folder_;
  soci::session database_;
};

TEST_F(RelayMigrations, BringAnEmptyDatabaseToThisVersionAndLeaveItThere) {
  database::migrate(database_, migrations(), kNow);
  EXPECT_EQ(number("SELECT MAX(step) FROM schema_steps"), static_cast<int>(migrations().size()));
  const int made = tables();
  database_ << "INSERT INTO machines VALUES ('00000000000000bb', 'salon', '', '', 1, 1, '', 0, '', "
               "0, 0, 0, 0, 0)";
  database::migrate(database_, migrations(), kNow);
  EXPECT_EQ(tables(), made);
  EXPECT_EQ(number("SELECT COUNT(*) FROM machines"), 1);
}

TEST_F(RelayMigrations, AreNumberedWithoutAGap) {
  for (const auto steps : {migrations(), families::migrations()}) {
    int expected = 1;
    for (const database::Migration& step : steps) EXPECT_EQ(step.number, expected++);
  }
}

}  // namespace
}  // namespace maintendue::relay
