// Seeded scenarios: everything that a relay in an enemy's hands may do, in any order, among people
// who go about their work.
#include "hostile_relay/in_ten_parts.h"
#include "hostile_relay/scene.h"
#include "support/scenarios.h"

namespace maintendue::test {
namespace {

class HostileRelay : public InTenParts {};

TEST_P(HostileRelay, NeverReadsShowsTypesOrSpeaks) {
  const auto [count, seed] = scenarios(10, 2);
  const Cast cast;
  std::size_t seen = 0, controlled = 0, resumed = 0, impostors = 0, twins = 0, returned = 0;
  int held_back = 0, left = 0;
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
    held_back += scene.held_back();
    left += scene.left();
  }
  std::printf(
      "seen=%zu controlled=%zu resumed=%zu impostors=%zu twins=%zu returned=%zu held_back=%d "
      "left=%d\n",
      seen, controlled, resumed, impostors, twins, returned, held_back, left
  );
  // Nothing is proven where nothing happens.
  EXPECT_GT(seen, 0u);
  EXPECT_GT(impostors, 0u);
  if (count >= 100) {
    EXPECT_GT(controlled, 0u);
    EXPECT_GT(resumed, 0u);
    EXPECT_GT(twins, 0u);
    EXPECT_GT(returned, 0u);
    EXPECT_GT(held_back, 0);
    EXPECT_GT(left, 0);
  }
}

INSTANTIATE_TEST_SUITE_P(Scenarios, HostileRelay, ::testing::Range(0, 10));

}  // namespace
}  // namespace maintendue::test
