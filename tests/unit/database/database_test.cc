#include "relay/database/database.h"

#include <gtest/gtest.h>

#include "support/temp_folder.h"

namespace maintendue::database {
namespace {

TEST(Database, IsDurable) {
  const test::TempFolder folder;
  soci::session database;
  open(database, folder.path() / "a folder's \"name\".db");
  std::string mode;
  int synchronous = -1;
  database << "PRAGMA journal_mode", soci::into(mode);
  database << "PRAGMA synchronous", soci::into(synchronous);
  EXPECT_EQ(mode, "wal");
  EXPECT_EQ(synchronous, 2) << "FULL";
}

}  // namespace
}  // namespace maintendue::database
