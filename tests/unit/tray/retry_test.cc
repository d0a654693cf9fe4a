#include "agent/tray/retry.h"

#include <gtest/gtest.h>

namespace maintendue::tray {
namespace {

using namespace std::chrono_literals;

TEST(TrayRetry, IsQuickAtFirstAndNeverSlowerThanFiveSeconds) {
  EXPECT_EQ(retry_wait(1), 100ms);
  EXPECT_EQ(retry_wait(2), 200ms);
  EXPECT_EQ(retry_wait(6), 3200ms);
  EXPECT_EQ(retry_wait(7), 5s);
  EXPECT_EQ(retry_wait(1'000'000), 5s);
}

TEST(TrayRetry, BeginsAgainOnceTheServiceHasSpoken) {
  const SteadyTime now{1h};
  Retry retry;
  EXPECT_LE(retry.due(), now);
  for (int i = 0; i < 20; ++i) retry.failed(now);
  EXPECT_EQ(retry.due(), now + 5s);
  retry.answered();
  retry.failed(now);
  EXPECT_EQ(retry.due(), now + 100ms);
}

}  // namespace
}  // namespace maintendue::tray
