// A wish for help at the tray's door, by a program that is no tray; with real sockets.
#include <gtest/gtest.h>
#include <unistd.h>

#include <fstream>

#include "agent/service/desktop/tray_door.h"
#include "support/manual_timeline.h"
#include "support/temp_folder.h"
#include "wire/task_group.h"

namespace maintendue::test {
namespace {

using namespace std::chrono_literals;
namespace pc = maintendue::local::v1;

class HelpAtTheDoor : public ::testing::Test {
 protected:
  HelpAtTheDoor() { door_.start(); }
  ~HelpAtTheDoor() override {
    net::co_spawn(io_, tasks_.stop(), net::detached);
    net::co_spawn(io_, door_.stop(), net::detached);
    settle();
  }

  void settle() {
    for (int i = 0; i < 20; ++i) timeline_.settle();
  }
  std::unique_ptr<agent::LocalLine> knock() {
    agent::LocalSocket socket(io_);
    socket.connect(path_.string());
    return std::make_unique<agent::LocalLine>(std::move(socket));
  }
  std::unique_ptr<agent::LocalLine> tray() {
    auto line = knock();
    pc::TrayToService says;
    says.mutable_hello()->set_language("fr");
    says.mutable_hello()->set_display_present(true);
    EXPECT_TRUE(agent::post_message(*line, says));
    settle();
    if (door_.desktop()) tasks_.spawn(count(door_.desktop()));
    settle();
    return line;
  }
  // What maintendue-tray --help-wanted does.
  void wish_and_go() {
    auto guest = knock();
    (void)agent::post_message(*guest, wish());  // nobody may read it
    guest->close();
    settle();
  }
  static pc::TrayToService wish() {
    pc::TrayToService says;
    says.mutable_help();
    return says;
  }
  net::awaitable<void> count(agent::DesktopPtr desktop) {
    for (;;) {
      co_await desktop->help_wished();
      ++wished_;
    }
  }
  void sits_at_the_monitor(uid_t user) {
    std::ofstream(seats_.path() / ".seat0") << "ACTIVE_UID=" << user << "\n";
    std::filesystem::rename(seats_.path() / ".seat0", seats_.path() / "seat0");
    settle();
  }

  net::io_context io_;
  ManualTimeline timeline_{io_};
  TempFolder folder_;
  TempFolder seats_;  // nobody is told to sit at the monitor
  const std::filesystem::path path_ = folder_.path() / "agent.sock";
  int changes_ = 0, wished_ = 0;
  agent::TrayDoor door_{
      io_.get_executor(), timeline_, path_, [this] { ++changes_; }, agent::Seat(seats_.path())
  };
  wire::TaskGroup tasks_{io_.get_executor()};
};

TEST_F(HelpAtTheDoor, TheTraysOwnWishIsHeard) {
  auto there = tray();
  ASSERT_TRUE(agent::post_message(*there, wish()));
  settle();
  EXPECT_EQ(wished_, 1);
}

TEST_F(HelpAtTheDoor, AGuestsWishIsHeardOnTheTraysDesktopAndTakesNobodysPlace) {
  auto there = tray();
  const agent::DesktopPtr desktop = door_.desktop();
  ASSERT_TRUE(desktop);
  wish_and_go();
  wish_and_go();
  EXPECT_EQ(wished_, 2);
  EXPECT_EQ(door_.desktop(), desktop);
  EXPECT_EQ(changes_, 1) << "the tray came, and nobody else";
  ASSERT_TRUE(agent::post_message(*there, wish()));
  settle();
  EXPECT_EQ(wished_, 3) << "the tray is still heard";
}

TEST_F(HelpAtTheDoor, AGuestIsNoTray) {
  wish_and_go();
  EXPECT_FALSE(door_.desktop());
  EXPECT_EQ(changes_, 0);
  auto there = tray();
  EXPECT_TRUE(door_.desktop()) << "nobody sits in its place";
  EXPECT_EQ(wished_, 0) << "it was nobody's then, and is none now";
}

TEST_F(HelpAtTheDoor, AGuestSaysOneWord) {
  auto there = tray();
  auto guest = knock();
  ASSERT_TRUE(agent::post_message(*guest, wish()));
  settle();
  pc::TrayToService more;
  more.mutable_stop();
  EXPECT_FALSE(agent::post_message(*guest, more)) << "it is still listened to";
  EXPECT_EQ(wished_, 1);
}

TEST_F(HelpAtTheDoor, WhoDoesNotSitAtTheMonitorIsNotHeard) {
  auto there = tray();
  sits_at_the_monitor(1234);
  EXPECT_FALSE(door_.desktop());
  wish_and_go();
  EXPECT_EQ(wished_, 0);
}

TEST_F(HelpAtTheDoor, GuestsThatSayNothingKeepNobodyOutForLong) {
  auto there = tray();
  std::vector<std::unique_ptr<agent::LocalLine>> silent;
  for (int i = 0; i < 20; ++i) {
    silent.push_back(knock());
    settle();
  }
  wish_and_go();
  EXPECT_EQ(wished_, 0);
  timeline_.advance(6s);
  settle();
  wish_and_go();
  EXPECT_EQ(wished_, 1);
}

}  // namespace
}  // namespace maintendue::test
