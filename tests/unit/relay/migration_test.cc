#include "relay/store/migration.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "relay/store/lane.h"
#include "temp_folder.h"

namespace maintendue::relay {
namespace {

const WallTime kNow = from_unix_ms(1000);

class RelayMigration : public ::testing::Test {
 protected:
  RelayMigration() { open_database(database_, folder_.path() / "relay.db"); }

  int number(const std::string& question) {
    int answer = -1;
    database_ << question, soci::into(answer);
    return answer;
  }
  int tables() { return number("SELECT COUNT(*) FROM sqlite_master WHERE type = 'table'"); }
  int reached() { return number("SELECT COALESCE(MAX(step), 0) FROM schema_steps"); }

  test::TempFolder folder_;
  soci::session database_;
};

TEST_F(RelayMigration, BringsAnEmptyDatabaseToThisVersionAndLeavesItThere) {
  migrate(database_, migrations(), kNow);
  EXPECT_EQ(reached(), static_cast<int>(migrations().size()));
  const int made = tables();
  database_ << "INSERT INTO machines VALUES ('00000000000000bb', 'salon', '', '', 1, 1)";
  migrate(database_, migrations(), kNow);
  EXPECT_EQ(tables(), made);
  EXPECT_EQ(number("SELECT COUNT(*) FROM machines"), 1);
}

TEST_F(RelayMigration, StepsAreNumberedWithoutAGap) {
  int expected = 1;
  for (const Migration& step : migrations()) EXPECT_EQ(step.number, expected++) << step.name;
}

TEST_F(RelayMigration, AppliesWhatIsMissingOnly) {
  const Migration first{1, "0001_a", "CREATE TABLE a (x INTEGER);\n"};
  const Migration second{2, "0002_b", "CREATE TABLE b (x INTEGER);\nDROP TABLE a;\n"};
  migrate(database_, std::vector{first}, kNow);
  EXPECT_EQ(reached(), 1);
  migrate(database_, std::vector{first, second}, kNow);
  EXPECT_EQ(reached(), 2);
  EXPECT_EQ(number("SELECT COUNT(*) FROM b"), 0);
}

TEST_F(RelayMigration, LeavesTheVersionBeforeWhenAStepFails) {
  const Migration good{1, "0001_a", "CREATE TABLE a (x INTEGER);\n"};
  const Migration bad{2, "0002_b", "CREATE TABLE b (x INTEGER);\nCREATE TABLE a (x INTEGER);\n"};
  EXPECT_THROW(migrate(database_, std::vector{good, bad}, kNow), soci::soci_error);
  EXPECT_EQ(reached(), 1);
  EXPECT_EQ(number("SELECT COUNT(*) FROM sqlite_master WHERE name = 'b'"), 0);
}

TEST_F(RelayMigration, RefusesADatabaseOfANewerProgram) {
  migrate(database_, migrations(), kNow);
  database_ << "INSERT INTO schema_steps VALUES (99, 0)";
  EXPECT_THAT(
      [&] { migrate(database_, migrations(), kNow); },
      ::testing::ThrowsMessage<std::runtime_error>(::testing::HasSubstr("newer version"))
  );
}

TEST(RelayMigrationText, IsCutIntoStatements) {
  EXPECT_THAT(
      statements("-- why\nCREATE TABLE a (\n  x INTEGER\n);\n\nDROP TABLE b;\n"),
      ::testing::ElementsAre("CREATE TABLE a (\n  x INTEGER\n)\n", "DROP TABLE b\n")
  );
  EXPECT_TRUE(statements("-- nothing\n").empty());
  EXPECT_THROW(statements("DROP TABLE b\n"), std::logic_error);
}

TEST(RelayDatabase, IsDurable) {
  const test::TempFolder folder;
  soci::session database;
  open_database(database, folder.path() / "a folder's \"name\".db");
  std::string mode;
  int synchronous = -1;
  database << "PRAGMA journal_mode", soci::into(mode);
  database << "PRAGMA synchronous", soci::into(synchronous);
  EXPECT_EQ(mode, "wal");
  EXPECT_EQ(synchronous, 2) << "FULL";
}

}  // namespace
}  // namespace maintendue::relay
