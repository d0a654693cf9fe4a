#include "base/files.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <fstream>
#include <thread>

#include "support/temp_folder.h"

namespace maintendue {
namespace {

using ::testing::HasSubstr;

class SmallFile : public ::testing::Test {
 protected:
  void write(std::size_t size) { std::ofstream(path_, std::ios::binary) << std::string(size, 'x'); }

  const test::TempFolder folder_;
  const std::filesystem::path path_ = folder_.path() / "small-file";
};

TEST_F(SmallFile, IsReadWhole) {
  write(kLongestSmallFile);
  EXPECT_EQ(read_small_file(path_)->size(), kLongestSmallFile);
}

TEST_F(SmallFile, IsRefusedWhenItIsMissingEmptyOrLong) {
  EXPECT_THAT(read_small_file(path_).error().detail, HasSubstr("cannot be read"));
  write(0);
  EXPECT_THAT(read_small_file(path_).error().detail, HasSubstr("cannot be read"));
  write(kLongestSmallFile + 1);
  EXPECT_THAT(read_small_file(path_).error().detail, HasSubstr("too long"));
}

// As a command does beside an open console.
TEST_F(SmallFile, IsWrittenByTwoAtOnceWithoutHarm) {
  const auto write_often = [&](char letter) {
    for (int i = 0; i < 200; ++i) {
      EXPECT_TRUE(write_small_file(path_, std::string(i % 2 == 0 ? 4000 : 40, letter)));
    }
  };
  std::thread other(write_often, 'b');
  write_often('a');
  other.join();
  const std::string last = *read_small_file(path_);
  EXPECT_EQ(last, std::string(40, last[0]));
  EXPECT_FALSE(std::filesystem::exists(path_.string() + ".new"));
}

TEST_F(SmallFile, IsNoFolder) { EXPECT_FALSE(read_small_file(folder_.path())); }

}  // namespace
}  // namespace maintendue
