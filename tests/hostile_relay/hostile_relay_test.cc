// Seeded scenarios: everything that a relay in an enemy's hands may do, in any order, among people
// who go about their work.
#include "base/log.h"
#include "hostile_relay/scene.h"
#include "support/scenarios.h"

namespace maintendue::test {
namespace {

// In ten parts, which may run beside each other: half of MT_SCENARIOS each, 10,000 in all where it
// is 2,000.
class HostileRelay : public ::testing::TestWithParam<int> {
 protected:
  // Or there is a line for each of ten thousand ends.
  static void SetUpTestSuite() { log::start("hostile_relay_test", log::Level::error); }
};

TEST_P(HostileRelay, NeverReadsShowsTypesOrSpeaks) {
  const auto [count, seed] = scenarios(10, 2);
  const Cast cast;
  std::size_t seen = 0, controlled = 0, resumed = 0, impostors = 0, twins = 0, returned = 0;
  for (unsigned long i = 0; i < count && !HasFailure(); ++i) {
    SCOPED_TRACE("scenario " + std::to_string(i) + " of seed " + std::to_string(seed));
    Dice dice(seed + i + 1'000'003UL * static_cast<unsigned long>(GetParam()));
    const double malice = chance(dice, 0.4) ? 0 : std::exp2(-double(any_of(dice, 10)));
    Scene scene(cast, dice, malice);
    for (int step = 0; step < 80 && !HasFailure(); ++step) scene.step();
    seen += scene.was_seen();
    controlled += scene.was_controlled();
    resumed += scene.was_resumed();
    impostors += static_cast<std::size_t>(scene.impostors());
    twins += static_cast<std::size_t>(scene.found_out());
    returned += static_cast<std::size_t>(scene.returned());
  }
  std::printf(
      "seen=%zu controlled=%zu resumed=%zu impostors=%zu twins=%zu returned=%zu\n", seen,
      controlled, resumed, impostors, twins, returned
  );
  // Nothing is proven where nothing happens.
  EXPECT_GT(seen, 0u);
  EXPECT_GT(impostors, 0u);
  if (count >= 100) {
    EXPECT_GT(controlled, 0u);
    EXPECT_GT(resumed, 0u);
    EXPECT_GT(twins, 0u);
    EXPECT_GT(returned, 0u);
  }
}

INSTANTIATE_TEST_SUITE_P(Scenarios, HostileRelay, ::testing::Range(0, 10));

}  // namespace
}  // namespace maintendue::test
