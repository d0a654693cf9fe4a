// The tray and the real dialog on a real display.
#include <gtest/gtest.h>

#include <csignal>
#include <filesystem>

#include "tests/support/temp_folder.h"
#include "tests/unit/dialog/desktop.h"
#include "tests/unit/dialog/dialog_process.h"
#include "tests/unit/tray/tray_process.h"

namespace maintendue::testing {
namespace {

class TrayOnADesktop : public ::testing::Test {
 protected:
  TrayOnADesktop() {
    std::vector<std::string> environment = {
        "DISPLAY=" + desktop_.name(), "XDG_RUNTIME_DIR=" + folder_.path().string(),
        "LANG=fr_FR.UTF-8"
    };
    tray_.emplace(MAINTENDUE_TRAY, socket_, environment);
    service_.accept();
    const auto hello = service_.hello();
    EXPECT_TRUE(hello && hello->display_present());
  }

  // A banner, once it is on the screen.
  Descriptor open_banner() {
    auto [ours, theirs] = line();
    const Bytes first = local::encode(banner(v1::SCOPE_VIEW).SerializeAsString());
    EXPECT_EQ(write(ours.get(), first.data(), first.size()), static_cast<ssize_t>(first.size()));
    std::vector<Descriptor> rights;
    rights.push_back(std::move(theirs));
    service_.spawn(1, pc::Spawn::DIALOG, std::move(rights));
    EXPECT_EQ(service_.spawned(1), true);
    EXPECT_NE(desktop_.window("maintendue-banner"), kNoWindow);
    return std::move(ours);
  }

  Desktop desktop_{Desktop::Manager::Nobody};
  test::TempFolder folder_;
  const std::string socket_ = (folder_.path() / "socket").string();
  FakeService service_{socket_};
  std::optional<TrayProcess> tray_;
};

TEST_F(TrayOnADesktop, TakesItsWindowsAwayWhenItIsKilled) {
  const Descriptor window = open_banner();
  tray_->end(SIGKILL);
  EXPECT_TRUE(ends(window));  // although its line to the service is open
}

TEST_F(TrayOnADesktop, TakesItsWindowsAwayWhenTheServiceGoes) {
  const Descriptor window = open_banner();
  service_.hang_up();
  EXPECT_TRUE(ends(window));
}

}  // namespace
}  // namespace maintendue::testing
