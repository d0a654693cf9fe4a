#include "base/files.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <fstream>

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

TEST_F(SmallFile, IsNoFolder) { EXPECT_FALSE(read_small_file(folder_.path())); }

}  // namespace
}  // namespace maintendue
