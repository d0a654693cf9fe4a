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
  Errc begin(const OperatorId& who, WallTime when) {
    const auto begun = wait_for(io_, store_->begin_duty({who, 1, when, when + kDuty}));
    return begun ? kDone : begun.error().code;
  }
  bool on_duty(const OperatorId& who, WallTime when) {
    return when < wait_for(io_, store_->duty_ends(who, when)).value();
  }

  static constexpr auto kDone = Errc::Cancelled;
  test::TempFolder folder_;
  net::io_context io_;
  std::unique_ptr<SqliteStore> store_;
};

TEST_F(StoredDuties, EndByThemselvesOrWhenTheyAreEnded) {
  EXPECT_FALSE(on_duty(kNadia, kStart));
  EXPECT_EQ(begin(kNadia, kStart), kDone);
  open_store();
  EXPECT_TRUE(on_duty(kNadia, kStart));
  EXPECT_TRUE(on_duty(kNadia, kStart + 15min - 1ms));
  EXPECT_FALSE(on_duty(kNadia, kStart + 15min)) << "wherever she has gone";
  EXPECT_FALSE(on_duty(kOmar, kStart));
  ASSERT_TRUE(wait_for(io_, store_->end_duty(kOmar, kStart + 1min)));
  EXPECT_TRUE(on_duty(kNadia, kStart + 2min));
  ASSERT_TRUE(wait_for(io_, store_->end_duty(kNadia, kStart + 3min)));
  EXPECT_FALSE(on_duty(kNadia, kStart + 3min));
}

TEST_F(StoredDuties, GoOnWhenTheyAreBegunAnew) {
  EXPECT_EQ(begin(kNadia, kStart), kDone);
  EXPECT_EQ(begin(kNadia, kStart + 10min), kDone);
  EXPECT_TRUE(on_duty(kNadia, kStart + 24min));
  EXPECT_FALSE(on_duty(kNadia, kStart + 25min));
}

TEST_F(StoredDuties, AreNotBegunWithoutEnd) {
  for (int n = 0; n < kMostDuties; ++n) ASSERT_EQ(begin(kNadia, kStart + 1s * n), kDone);
  const WallTime last = kStart + 1s * (kMostDuties - 1);
  EXPECT_EQ(begin(kNadia, last + 1min), Errc::Overloaded);
  EXPECT_TRUE(on_duty(kNadia, last + 1min)) << "what was begun goes on";
  EXPECT_FALSE(on_duty(kNadia, last + 15min));
  EXPECT_EQ(begin(kOmar, last + 1min), kDone);
  EXPECT_EQ(begin(kNadia, kStart + 23h), Errc::Overloaded);
  EXPECT_EQ(begin(kNadia, kStart + 24h + 1s), kDone) << "the first was a day ago";
}

}  // namespace
}  // namespace maintendue::relay
