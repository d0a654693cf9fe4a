#include "base/file_lock.h"

#include <fcntl.h>
#include <gtest/gtest.h>
#include <sys/stat.h>

#include <fstream>
#include <future>

#include "support/temp_folder.h"

namespace maintendue {
namespace {

class AFileLock : public ::testing::Test {
 protected:
  const test::TempFolder folder_;
  const std::filesystem::path path_ = folder_.path() / "lock";
};

TEST_F(AFileLock, IsHeldByOneAndGivenBackAtItsEnd) {
  {
    FileLock first = FileLock::of_file(path_);
    EXPECT_EQ(first.take(), Result<bool>(true));
    FileLock second = FileLock::of_file(path_);
    EXPECT_EQ(second.take(), Result<bool>(false));
  }
  EXPECT_EQ(FileLock::of_file(path_).take(), Result<bool>(true));
}

TEST_F(AFileLock, GoesWithWhoeverItIsMovedTo) {
  std::optional<FileLock> first = FileLock::of_file(path_);
  ASSERT_TRUE(first->wait());
  FileLock moved = std::move(*first);
  first.reset();
  EXPECT_EQ(FileLock::of_file(path_).take(), Result<bool>(false));
  moved = FileLock::of_file(folder_.path() / "another");
  EXPECT_EQ(FileLock::of_file(path_).take(), Result<bool>(true));
}

TEST_F(AFileLock, IsWaitedForUntilItsHolderLetsGo) {
  std::optional<FileLock> first = FileLock::of_folder(folder_.path());
  ASSERT_TRUE(first->wait());
  std::promise<void> asks;
  bool let_go = false;
  auto waiting = std::async(std::launch::async, [&] {
    FileLock second = FileLock::of_folder(folder_.path());
    asks.set_value();
    return second.wait() && let_go;
  });
  asks.get_future().wait();
  let_go = true;
  first.reset();
  EXPECT_TRUE(waiting.get());
}

TEST_F(AFileLock, MakesAFileForItsOwnerAloneAndChangesNothingInOne) {
  struct stat status{};
  const FileLock made = FileLock::of_file(path_);
  ASSERT_EQ(::fstat(made.descriptor(), &status), 0);
  EXPECT_EQ(status.st_mode & 07777, 0600u);
  EXPECT_EQ(::fcntl(made.descriptor(), F_GETFD), FD_CLOEXEC);
  std::ofstream(path_) << "kept";
  (void)FileLock::of_file(path_).take();
  std::string text;
  std::ifstream(path_) >> text;
  EXPECT_EQ(text, "kept");
}

TEST_F(AFileLock, HoldsNothingThatItCannotOpen) {
  std::filesystem::create_symlink(folder_.path() / "elsewhere", path_);
  const auto expect_nothing = [](FileLock lock) {
    EXPECT_EQ(lock.descriptor(), -1);
    EXPECT_EQ(lock.take().error().code, Errc::Internal);
    EXPECT_EQ(lock.wait().error().code, Errc::Internal);
  };
  expect_nothing(FileLock::of_file(path_));
  expect_nothing(FileLock::of_folder(folder_.path() / "none"));
  EXPECT_FALSE(std::filesystem::exists(folder_.path() / "elsewhere"));
}

}  // namespace
}  // namespace maintendue
