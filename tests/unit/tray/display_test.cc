#include "agent/tray/display.h"

#include <gtest/gtest.h>

#include "agent/tray/only_one.h"

namespace maintendue::tray {
namespace {

TEST(TrayDisplay, FindsTheSocketOfALocalDisplay) {
  EXPECT_EQ(display_socket(":0"), "/tmp/.X11-unix/X0");
  EXPECT_EQ(display_socket(":42.1"), "/tmp/.X11-unix/X42");
  EXPECT_EQ(display_socket("unix:7"), "/tmp/.X11-unix/X7");
}

TEST(TrayDisplay, TakesNothingElseForOne) {
  for (const char* name : {"", "0", ":", ":a", ":1x", "elsewhere:0", ":999999", "wayland-0"}) {
    EXPECT_EQ(display_socket(name), std::nullopt) << name;
  }
}

TEST(TrayDisplay, DoesNotAnswerWhereNoServerIs) { EXPECT_FALSE(display_answers(":64999")); }

TEST(TrayLock, IsOneForEachDisplay) {
  EXPECT_EQ(lock_path("/run/user/1000", ":0.0"), "/run/user/1000/maintendue-tray-0-0.lock");
  EXPECT_EQ(lock_path("/r", "../x:1"), "/r/maintendue-tray---x-1.lock");
}

}  // namespace
}  // namespace maintendue::tray
