// Seeded scenarios: everything that a relay in an enemy's hands may do, in any order, among people
// who go about their work.
#include "base/log.h"
#include "hostile_relay/scene.h"
#include "support/scenarios.h"

namespace maintendue::test {
namespace {

TEST(HostileRelay, NeverReadsShowsTypesOrSpeaks) {
  log::start("hostile_relay_test", log::Level::error);  // or a line for each of ten thousand ends
  const auto [count, seed] = scenarios(40);
  const Cast cast;
  std::size_t seen = 0, controlled = 0, resumed = 0, impostors = 0, twins = 0;
  for (unsigned long i = 0; i < count; ++i) {
    SCOPED_TRACE("scenario " + std::to_string(i) + " of seed " + std::to_string(seed));
    Dice dice(seed + i);
    const double malice = chance(dice, 0.4) ? 0 : std::exp2(-double(any_of(dice, 10)));
    Scene scene(cast, dice, malice);
    for (int step = 0; step < 80 && !testing::Test::HasFailure(); ++step) scene.step();
    seen += scene.was_seen;
    controlled += scene.was_controlled;
    resumed += scene.was_resumed;
    impostors += static_cast<std::size_t>(scene.impostors());
    twins += static_cast<std::size_t>(scene.found_out());
    if (HasFailure()) break;
  }
  std::printf(
      "seen=%zu controlled=%zu resumed=%zu impostors=%zu twins=%zu\n", seen, controlled, resumed,
      impostors, twins
  );
  // Nothing is proven where nothing happens.
  EXPECT_GT(seen * 5, count);
  EXPECT_GT(controlled * 20, count);
  EXPECT_GT(impostors * 5, count);
  EXPECT_GT(twins * 20, count);
}

}  // namespace
}  // namespace maintendue::test
