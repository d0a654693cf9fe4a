#include <gtest/gtest.h>

#include "relay/store/sqlite_store.h"
#include "support/temp_folder.h"
#include "task.h"

namespace maintendue::relay {
namespace {

using namespace std::chrono_literals;
using test::wait_for;

const WallTime kStart = from_unix_ms(1'764'000'000'000);
const OperatorId kNadia{"00000000000000aa"};
const OperatorId kOmar{"00000000000000ab"};

class StoredDuties : public ::testing::Test {
 protected:
  StoredDuties() { open_store(); }

  void open_store() {
    store_.reset();
    store_ = SqliteStore::open(io_.get_executor(), folder_.path(), kStart);
  }
  bool on_duty(const OperatorId& who, WallTime when) {
    return wait_for(io_, store_->on_duty(who, when)).value();
  }

  test::TempFolder folder_;
  net::io_context io_;
  std::unique_ptr<SqliteStore> store_;
};

TEST_F(StoredDuties, EndByThemselvesOrWhenTheyAreEnded) {
  EXPECT_FALSE(on_duty(kNadia, kStart));
  ASSERT_TRUE(wait_for(io_, store_->begin_duty({kNadia, 1, kStart, kStart + kLongestDuty})));
  open_store();
  EXPECT_TRUE(on_duty(kNadia, kStart));
  EXPECT_TRUE(on_duty(kNadia, kStart + 12h - 1ms));
  EXPECT_FALSE(on_duty(kNadia, kStart + 12h));
  EXPECT_FALSE(on_duty(kOmar, kStart));
  ASSERT_TRUE(wait_for(io_, store_->end_duty(kOmar, kStart + 1h)));
  EXPECT_TRUE(on_duty(kNadia, kStart + 2h));
  ASSERT_TRUE(wait_for(io_, store_->end_duty(kNadia, kStart + 3h)));
  EXPECT_FALSE(on_duty(kNadia, kStart + 3h));
}

}  // namespace
}  // namespace maintendue::relay
