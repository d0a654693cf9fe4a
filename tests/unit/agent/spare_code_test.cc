#include "agent/service/spare_code.h"

#include <gtest/gtest.h>

#include <fstream>
#include <string>

namespace maintendue::test {
namespace {

// Kilobytes of code that are in memory, by proc(5), smaps.
int resident_code() {
  std::ifstream smaps("/proc/self/smaps");
  int sum = 0;
  bool code = false;
  for (std::string line; std::getline(smaps, line);) {
    const bool head = line.find('-') < 17 && line.find(" r") != std::string::npos;
    if (head) code = line.find(" r-xp ") != std::string::npos;
    if (code && line.starts_with("Rss:")) sum += std::stoi(line.substr(4));
  }
  return sum;
}

TEST(SpareCode, IsGivenBackAndComesBackWhenItIsNeeded) {
  const int before = resident_code();
  ASSERT_GT(before, 1000);
  for (int i = 0; i < 10; ++i) agent::give_back_spare_code();
  EXPECT_LT(resident_code(), before * 3 / 4);
}

}  // namespace
}  // namespace maintendue::test
