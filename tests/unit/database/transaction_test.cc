#include "relay/database/transaction.h"

#include <gtest/gtest.h>

#include "relay/database/database.h"
#include "support/temp_folder.h"

namespace maintendue::database {
namespace {

class TransactionTest : public ::testing::Test {
 protected:
  TransactionTest() {
    open(one_, folder_.path() / "a.db");
    open(other_, folder_.path() / "a.db");
    one_ << "CREATE TABLE a (x INTEGER)";
  }

  int rows() {
    int count = -1;
    other_ << "SELECT COUNT(*) FROM a", soci::into(count);
    return count;
  }

  test::TempFolder folder_;
  soci::session one_, other_;
};

TEST_F(TransactionTest, IsSeenByOthersOnceCommitted) {
  {
    Transaction transaction(one_);
    one_ << "INSERT INTO a VALUES (1)";
    EXPECT_EQ(rows(), 0);
    transaction.commit();
    EXPECT_EQ(rows(), 1);
  }
  EXPECT_EQ(rows(), 1);
}

TEST_F(TransactionTest, IsUndoneUnlessCommitted) {
  {
    Transaction transaction(one_);
    one_ << "INSERT INTO a VALUES (1)";
  }
  EXPECT_EQ(rows(), 0);
  Transaction again(one_);  // nothing of the first is left in its way
}

TEST_F(TransactionTest, HoldsTheWriteLockFromItsBeginning) {
  other_ << "PRAGMA busy_timeout = 0";
  Transaction transaction(one_);
  EXPECT_THROW(Transaction{other_}, soci::soci_error);
}

TEST_F(TransactionTest, LeavesInPeaceWhatSqliteHasUndoneByItself) {
  {
    Transaction transaction(one_);
    one_ << "ROLLBACK";
  }
  EXPECT_EQ(rows(), 0);
}

}  // namespace
}  // namespace maintendue::database
