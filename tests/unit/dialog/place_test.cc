#include "agent/dialog/place.h"

#include <gtest/gtest.h>

namespace maintendue::dialog {
namespace {

constexpr Rect kMonitor{1366, 0, 1024, 768};  // the right one of two

TEST(BannerPlace, IsNeverOffTheMonitor) {
  EXPECT_EQ(banner_left(0, 400, kMonitor), 1366);
  EXPECT_EQ(banner_left(1500, 400, kMonitor), 1500);
  EXPECT_EQ(banner_left(9999, 400, kMonitor), 1366 + 1024 - 400);
  EXPECT_EQ(banner_left(1500, 2000, kMonitor), 1366);  // wider than the monitor
}

TEST(BannerPlace, IsInTheMiddleAtFirst) {
  EXPECT_EQ(banner_middle(400, kMonitor), 1366 + 312);
  EXPECT_EQ(banner_middle(2000, kMonitor), 1366);
}

TEST(BannerSight, IsLostUnderAnythingThatTouchesIt) {
  constexpr Rect screen{0, 0, 1366, 768}, ours{400, 0, 500, 60};
  EXPECT_TRUE(wholly_seen(ours, screen, {}));
  EXPECT_TRUE(wholly_seen(ours, screen, {{0, 60, 1366, 700}, {900, 0, 466, 60}}));
  EXPECT_FALSE(wholly_seen(ours, screen, {{899, 59, 10, 10}}));
  EXPECT_FALSE(wholly_seen(ours, screen, {{0, 0, 1366, 768}}));
}

TEST(BannerSight, IsLostOffTheScreen) {
  constexpr Rect screen{0, 0, 1366, 768};
  EXPECT_FALSE(wholly_seen({-1, 0, 500, 60}, screen, {}));
  EXPECT_FALSE(wholly_seen({900, 0, 500, 60}, screen, {}));
  EXPECT_FALSE(wholly_seen({0, -59, 500, 60}, screen, {}));
  EXPECT_FALSE(wholly_seen({0, 0, 0, 0}, screen, {}));
}

}  // namespace
}  // namespace maintendue::dialog
