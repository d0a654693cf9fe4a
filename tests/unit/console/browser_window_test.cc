#include "console/browser_window.h"

#include <sys/wait.h>

#include "support/console_desk.h"

namespace maintendue::test {
namespace {

class BrowserWindow : public ::testing::Test {
 protected:
  ~BrowserWindow() override { ::setenv("PATH", path_.c_str(), 1); }

  const std::string path_ = ::getenv("PATH");
};

// The address reaches the browser as one word, whatever a shell would make of it.
TEST_F(BrowserWindow, OpensTheAddressWithoutAShell) {
  const TempFolder folder;
  const fs::path program = folder.path() / "xdg-open";
  put_file(program, "#!/bin/sh\nprintf '%s|%s' \"$#\" \"$1\" > \"$(dirname \"$0\")/said\"\n");
  fs::permissions(program, fs::perms::owner_all);
  const std::string path = folder.path().string() + ":" + path_;
  ::setenv("PATH", path.c_str(), 1);
  const std::string address = "http://maintendue.localhost:1/#t=a;touch x$(id) b";
  ASSERT_TRUE(console::open_in_browser(address));
  ASSERT_GT(::wait(nullptr), 0);
  std::ifstream said(folder.path() / "said");
  EXPECT_EQ(std::string(std::istreambuf_iterator<char>(said), {}), "1|" + address);
}

TEST_F(BrowserWindow, SaysWhenThereIsNone) {
  ::setenv("PATH", "/nowhere", 1);
  EXPECT_FALSE(console::open_in_browser("http://maintendue.localhost:1/"));
}

}  // namespace
}  // namespace maintendue::test
