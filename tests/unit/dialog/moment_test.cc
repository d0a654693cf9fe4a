#include "agent/dialog/moment.h"

#include <gtest/gtest.h>

namespace maintendue::dialog {
namespace {

using namespace std::chrono_literals;

TEST(Moment, IsNegativelyFarFromALaterOne) {
  EXPECT_EQ(Moment(1'700).since(Moment(1'000)), 700ms);
  EXPECT_EQ(Moment(1'000).since(Moment(1'700)), -700ms);
}

TEST(Moment, OutlastsTheEndOfAClockThatGoesRound) {
  EXPECT_EQ(Moment(399).since(Moment(0xffffff9c)), 499ms);
}

}  // namespace
}  // namespace maintendue::dialog
