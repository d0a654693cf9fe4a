// A wish for help at the tray's door, by a program that is no tray; with real sockets.
#include <fstream>

#include "desktop_stage.h"
#include "wire/task_group.h"

namespace maintendue::test {
namespace {

using namespace std::chrono_literals;
class HelpAtTheDoor : public DesktopStage {
 protected:
  ~HelpAtTheDoor() override {
    net::co_spawn(io_, tasks_.stop(), net::detached);
    settle();
  }

  std::unique_ptr<agent::LocalLine> tray() {
    auto line = knock();
    say_hello(*line);
    if (door_->desktop()) tasks_.spawn(count(door_->desktop()));
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

  int wished_ = 0;
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
  const agent::DesktopPtr desktop = door_->desktop();
  ASSERT_TRUE(desktop);
  wish_and_go();
  wish_and_go();
  EXPECT_EQ(wished_, 2);
  EXPECT_EQ(door_->desktop(), desktop);
  EXPECT_EQ(changes_, 1) << "the tray came, and nobody else";
  ASSERT_TRUE(agent::post_message(*there, wish()));
  settle();
  EXPECT_EQ(wished_, 3) << "the tray is still heard";
}

TEST_F(HelpAtTheDoor, AGuestIsNoTray) {
  wish_and_go();
  EXPECT_FALSE(door_->desktop());
  EXPECT_EQ(changes_, 0);
  auto there = tray();
  EXPECT_TRUE(door_->desktop()) << "nobody sits in its place";
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
  EXPECT_FALSE(door_->desktop());
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
