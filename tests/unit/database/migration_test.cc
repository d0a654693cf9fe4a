#include "relay/database/migration.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <future>

#include "relay/database/database.h"
#include "support/temp_folder.h"

namespace maintendue::database {
namespace {

const WallTime kNow = from_unix_ms(1000);

class MigrationTest : public ::testing::Test {
 protected:
  MigrationTest() { open(database_, folder_.path() / "a.db"); }

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

TEST_F(MigrationTest, AppliesWhatIsMissingOnly) {
  const Migration first{1, "0001_a", "CREATE TABLE a (x INTEGER);\n"};
  const Migration second{2, "0002_b", "CREATE TABLE b (x INTEGER);\nDROP TABLE a;\n"};
  migrate(database_, std::vector{first}, kNow);
  EXPECT_EQ(reached(), 1);
  migrate(database_, std::vector{first, second}, kNow);
  EXPECT_EQ(reached(), 2);
  EXPECT_EQ(number("SELECT COUNT(*) FROM b"), 0);
}

TEST_F(MigrationTest, LeavesTheVersionBeforeWhenAStepFails) {
  const Migration good{1, "0001_a", "CREATE TABLE a (x INTEGER);\n"};
  const Migration bad{2, "0002_b", "CREATE TABLE b (x INTEGER);\nCREATE TABLE a (x INTEGER);\n"};
  EXPECT_THROW(migrate(database_, std::vector{good, bad}, kNow), soci::soci_error);
  EXPECT_EQ(reached(), 1);
  EXPECT_EQ(number("SELECT COUNT(*) FROM sqlite_master WHERE name = 'b'"), 0);
}

TEST_F(MigrationTest, DoesOnceWhatTwoBeginTogether) {
  const std::vector steps{Migration{1, "0001_a", "CREATE TABLE a (x INTEGER);\n"}};
  soci::session other;
  open(other, folder_.path() / "a.db");
  auto there = std::async(std::launch::async, [&] { migrate(other, steps, kNow); });
  migrate(database_, steps, kNow);
  EXPECT_NO_THROW(there.get());
  EXPECT_EQ(number("SELECT COUNT(*) FROM schema_steps"), 1);
}

TEST_F(MigrationTest, RefusesADatabaseOfANewerProgram) {
  migrate(database_, {}, kNow);
  database_ << "INSERT INTO schema_steps VALUES (99, 0)";
  EXPECT_THAT(
      [&] { migrate(database_, {}, kNow); },
      ::testing::ThrowsMessage<std::runtime_error>(::testing::HasSubstr("newer version"))
  );
}

TEST_F(MigrationTest, RefusesTablesThatNoStepMade) {
  database_ << "CREATE TABLE a (x INTEGER)";
  EXPECT_THAT(
      [&] { migrate(database_, {}, kNow); },
      ::testing::ThrowsMessage<std::runtime_error>(::testing::HasSubstr("move the file away"))
  );
  EXPECT_EQ(tables(), 1) << "and leaves them alone";
}

TEST(MigrationText, IsCutIntoStatements) {
  EXPECT_THAT(
      statements("-- why\nCREATE TABLE a (\n  x INTEGER\n);\n\nDROP TABLE b;\n"),
      ::testing::ElementsAre("CREATE TABLE a (\n  x INTEGER\n)\n", "DROP TABLE b\n")
  );
  EXPECT_TRUE(statements("-- nothing\n").empty());
  EXPECT_THROW(statements("DROP TABLE b\n"), std::logic_error);
}

}  // namespace
}  // namespace maintendue::database
