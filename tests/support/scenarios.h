// How many random scenarios a test runs, and from which seed: MT_SCENARIOS and MT_SEED say it, the
// second to repeat a run. Both are printed, so that a failure can be.
#pragma once

#include <algorithm>
#include <cstdio>
#include <cstdlib>
#include <random>
#include <string>

namespace maintendue::test {

struct Scenarios {
  unsigned long count;
  unsigned long seed;
};

// `least` are run whatever MT_SCENARIOS says: what the product promises by number. Beyond them a
// test whose scenarios are `dearer` than others runs so many times fewer.
inline Scenarios scenarios(unsigned long least, unsigned long dearer = 1) {
  const char* const wanted = std::getenv("MT_SCENARIOS");
  const char* const seeded = std::getenv("MT_SEED");
  const Scenarios told{
      std::max(least, wanted != nullptr ? std::stoul(wanted) / dearer : 0),
      seeded != nullptr ? std::stoul(seeded) : std::random_device{}()
  };
  std::printf("scenarios=%lu seed=%lu\n", told.count, told.seed);
  std::fflush(stdout);
  return told;
}

}  // namespace maintendue::test
