#include "console/roster/handover.h"

#include <gtest/gtest.h>
#include <sys/stat.h>

#include "support/temp_folder.h"

namespace maintendue::console {
namespace {

namespace fs = std::filesystem;

class HandoverTest : public ::testing::Test {
 protected:
  HandoverTest() { fs::create_directory(home_); }
  static unsigned mode(const fs::path& path) {
    struct stat status{};
    EXPECT_EQ(lstat(path.c_str(), &status), 0) << path;
    return status.st_mode & 07777;
  }

  const test::TempFolder folder_;
  const fs::path home_ = folder_.path() / "camille";
  const ColleagueFolder files_{{"operator.key", "a key"}, {"root.crt", "a root"}};
};

TEST_F(HandoverTest, LiesBesideTheAdministratorsFolderForNobodyElseToRead) {
  auto handover = Handover::write(home_, files_);
  ASSERT_TRUE(handover);
  handover->keep();
  EXPECT_EQ(handover->folder().parent_path(), folder_.path());
  EXPECT_EQ(mode(handover->folder()), 0700u);
  EXPECT_EQ(mode(handover->folder() / "operator.key"), 0600u);
}

TEST_F(HandoverTest, GoesAgainUnlessItIsKept) {
  fs::path dropped, kept;
  {
    auto first = Handover::write(home_, files_), second = Handover::write(home_ / "", files_);
    ASSERT_TRUE(first && second);
    dropped = first->folder();
    kept = second->folder();
    second->keep();
    EXPECT_NE(dropped, kept);
  }
  EXPECT_FALSE(fs::exists(dropped));
  EXPECT_TRUE(fs::exists(kept));
}

TEST_F(HandoverTest, SaysWhenTheDiskDoesNotTakeIt) {
  const auto handover = Handover::write(folder_.path() / "no" / "such" / "folder", files_);
  ASSERT_FALSE(handover);
  EXPECT_EQ(handover.error().code, Errc::Internal);
}

}  // namespace
}  // namespace maintendue::console
