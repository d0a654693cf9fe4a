#include "relay/gate/pace.h"

#include <gtest/gtest.h>

namespace maintendue::relay {
namespace {

using namespace std::chrono_literals;

const SteadyTime kNow{1h};
const MachineId kOne{"00000000000000b1"}, kOther{"00000000000000b2"};

TEST(RelayPace, LetsTheFirstInAtOnceAndTheNextASecondLater) {
  Pace pace;
  EXPECT_EQ(pace.next(kOne, kNow), kNow);
  EXPECT_EQ(pace.next(kOne, kNow), kNow + 1s);
  EXPECT_EQ(pace.next(kOther, kNow), kNow) << "nobody waits for another machine";
  EXPECT_EQ(pace.next(kOne, kNow + 10s), kNow + 10s);
}

TEST(RelayPace, SendsAwayACrowd) {
  Pace pace;
  int let_in = 0;
  for (int i = 0; i < 1000; ++i) let_in += pace.next(kOne, kNow).has_value();
  EXPECT_EQ(let_in, 6) << "now, and each of five seconds to come";
  EXPECT_EQ(pace.next(kOne, kNow + 1s), kNow + 6s);
}

}  // namespace
}  // namespace maintendue::relay
