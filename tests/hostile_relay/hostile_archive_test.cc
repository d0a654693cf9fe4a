// Seeded scenarios: families' records in the hands of an enemy, among mediators who go about their
// work.
#include "hostile_relay/family_scene.h"
#include "hostile_relay/in_ten_parts.h"
#include "support/scenarios.h"

namespace maintendue::test {
namespace {

class HostileArchive : public InTenParts {};

TEST_P(HostileArchive, NeitherReadsNorMakesNorBringsBackAFamily) {
  const auto [count, seed] = scenarios(10, 2);
  const Mediators mediators;
  std::map<Standing, std::size_t> shown;
  std::size_t read = 0, handed_on = 0, thieves = 0;
  int changed = 0, given = 0, erased = 0, sealed_anew = 0, erased_anew = 0;
  for (unsigned long i = 0; i < count && !HasFailure(); ++i) {
    SCOPED_TRACE("scenario " + std::to_string(i) + " of seed " + std::to_string(seed));
    Dice dice(seed + i + 1'000'003UL * static_cast<unsigned long>(GetParam()));
    const double malice = chance(dice, 0.2) ? 0 : std::exp2(-double(1 + any_of(dice, 4)));
    FamilyScene scene(mediators, dice, malice);
    for (int step = 0; step < 50 && !HasFailure(); ++step) scene.step();
    scene.end();
    for (const auto& [standing, often] : scene.witness().shown) shown[standing] += often;
    read += scene.witness().read_by_another;
    handed_on += scene.witness().handed_on;
    thieves += scene.witness().believed_a_thief;
    changed += scene.changed;
    given += scene.given;
    erased += scene.erased;
    sealed_anew += scene.sealed_anew;
    erased_anew += scene.erased_anew;
  }
  std::printf(
      "read=%zu changed=%d given=%d erased=%d sealed_anew=%d erased_anew=%d handed_on=%zu "
      "thieves=%zu told:",
      read, changed, given, erased, sealed_anew, erased_anew, handed_on, thieves
  );
  for (const auto& [standing, often] : shown) {
    std::printf(" %d=%zu", static_cast<int>(standing), often);
  }
  std::printf("\n");
  // Nothing is proven where nothing happens.
  EXPECT_GT(shown[Standing::Open], 0u);
  EXPECT_GT(handed_on, 0u);
  if (count >= 100) {
    EXPECT_GT(read, 0u);
    EXPECT_GT(changed, 0);
    EXPECT_GT(given, 0);
    EXPECT_GT(erased, 0);
    EXPECT_GT(shown[Standing::Locked], 0u);
    EXPECT_GT(shown[Standing::Older], 0u);
    EXPECT_GT(shown[Standing::Missing], 0u);
    EXPECT_GT(shown[Standing::Damaged], 0u);
  }
  if (count >= 1000) {
    EXPECT_GT(sealed_anew, 0);
    EXPECT_GT(thieves, 0u);
    EXPECT_GT(shown[Standing::SignerGone], 0u);
  }
}

INSTANTIATE_TEST_SUITE_P(Scenarios, HostileArchive, ::testing::Range(0, 10));

}  // namespace
}  // namespace maintendue::test
