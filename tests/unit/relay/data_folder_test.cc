#include "relay/data_folder.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <fstream>

#include "support/temp_folder.h"

namespace maintendue::relay {
namespace {

using ::testing::HasSubstr;
using ::testing::ThrowsMessage;

TEST(RelayDataFolder, IsMadeAndHeldByOneRelay) {
  const test::TempFolder folder;
  const auto path = folder.path() / "a" / "b";
  {
    const DataFolder first(path);
    EXPECT_TRUE(std::filesystem::is_directory(path));
    EXPECT_THAT(
        [&] { DataFolder second(path); },
        ThrowsMessage<std::runtime_error>(HasSubstr("another relay uses"))
    );
  }
  const DataFolder after(path);
  EXPECT_EQ(after.path(), path);
}

TEST(RelayDataFolder, SaysWhenItIsNoFolder) {
  const test::TempFolder folder;
  std::ofstream(folder.path() / "file") << "text";
  EXPECT_THAT(
      [&] { DataFolder bad(folder.path() / "file"); },
      ThrowsMessage<std::runtime_error>(HasSubstr("can't make the data folder"))
  );
}

}  // namespace
}  // namespace maintendue::relay
