// A test of seeded scenarios in ten parts, which may run beside each other: half of MT_SCENARIOS
// each, 10,000 in all where it is 2,000.
#pragma once

#include <gtest/gtest.h>

#include <cstdlib>
#include <filesystem>
#include <utility>

#include "base/log.h"

namespace maintendue::test {

class InTenParts : public ::testing::TestWithParam<int> {
 protected:
  static void SetUpTestSuite() {
    if (std::exchange(begun_, true)) return;
    // Or there is a line for each of ten thousand ends.
    log::start("hostile_relay_test", log::Level::error);
    keep_files_in_memory();
  }

 private:
  // Unless somebody has said where. What a scenario writes is worth nothing after the next power
  // cut, and making it safe from one takes longer than all the rest.
  static void keep_files_in_memory() {
    const auto memory = "/dev/shm";
    if (std::filesystem::is_directory(memory)) ::setenv("TMPDIR", memory, 0);
  }

  static inline bool begun_ = false;
};

}  // namespace maintendue::test
