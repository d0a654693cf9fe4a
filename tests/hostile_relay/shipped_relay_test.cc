// The relay as it ships, behind somebody who has its keys and changes what passes. The relay lives
// in its own time, so a seed repeats what was done, and not always what came of it.
#include "base/log.h"
#include "hostile_relay/shipped_scene.h"
#include "support/scenarios.h"

namespace maintendue::test {
namespace {

class ShippedRelayBehindAMeddler : public ::testing::Test {
 protected:
  static void SetUpTestSuite() { log::start("shipped_relay_test", log::Level::error); }
};

TEST_F(ShippedRelayBehindAMeddler, NeverReadsShowsTypesOrSpeaks) {
  const auto [count, seed] = scenarios(12, 10);
  const Cast cast(std::chrono::system_clock::now());
  std::size_t seen = 0, controlled = 0, taken_up = 0, changed = 0;
  for (unsigned long i = 0; i < count && !HasFailure(); ++i) {
    SCOPED_TRACE("scenario " + std::to_string(i) + " of seed " + std::to_string(seed));
    Dice dice(seed + i);
    const double malice = chance(dice, 0.4) ? 0 : std::exp2(-double(2 + any_of(dice, 5)));
    ShippedScene scene(cast, dice, malice);
    for (int step = 0; step < 80 && !HasFailure(); ++step) scene.step();
    scene.look_at_relay();
    seen += scene.witness().was_seen;
    controlled += scene.witness().was_controlled;
    taken_up += scene.witness().was_taken_up;
    changed += scene.changed();
  }
  std::printf(
      "seen=%zu controlled=%zu taken_up=%zu changed=%zu\n", seen, controlled, taken_up, changed
  );
  // Nothing is proven where nothing happens.
  EXPECT_GT(seen, 0u);
  EXPECT_GT(changed, 0u);
  if (count >= 100) {
    EXPECT_GT(controlled, 0u);
    EXPECT_GT(taken_up, 0u);
  }
}

}  // namespace
}  // namespace maintendue::test
