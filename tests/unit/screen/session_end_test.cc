// maintendue-screen as a whole, on a real X server: what is held back, what acts, how it ends.
#include <gtest/gtest.h>
#include <unistd.h>

#include <fstream>
#include <functional>
#include <sstream>

#include "tests/unit/screen/screen_session.h"

namespace maintendue::test {
namespace {

using lease::Scope;

// What the program has opened that is a listening or an Internet socket: never any.
int internet_sockets(pid_t process) {
  int count = 0;
  for (const char* table : {"tcp", "tcp6", "udp", "udp6"}) {
    const std::string mine = "/proc/" + std::to_string(process);
    std::ifstream lines(mine + "/net/" + table);
    std::string line;
    std::getline(lines, line);
    while (std::getline(lines, line)) {
      std::istringstream words(line);
      std::string inode;
      for (int i = 0; i < 10; ++i) words >> inode;
      for (int fd = 0; fd < 64; ++fd) {
        char target[64] = {};
        const std::string link = mine + "/fd/" + std::to_string(fd);
        if (::readlink(link.c_str(), target, sizeof target - 1) < 0) continue;
        if (target == "socket:[" + inode + "]") ++count;
      }
    }
  }
  return count;
}

TEST_F(ScreenSession, EndsWhenEitherDescriptorCloses) {
  ScreenProgram one(x.name());
  ASSERT_TRUE(one.news()->width);
  one.close_rfb();
  EXPECT_EQ(one.exit_code(), 0);
  ScreenProgram other(x.name());
  ASSERT_TRUE(other.news()->width);
  other.order(Scope::View);
  other.look({kTight, kQuality6, kLastRect});
  other.close_service();
  EXPECT_EQ(other.exit_code(), 0);
}

TEST_F(ScreenSession, EndsInOrderWhenItIsToldToGo) {
  ScreenProgram program(x.name());
  ASSERT_TRUE(program.news()->width);
  program.tell_to_go();
  EXPECT_EQ(program.exit_code(), 0);
}

// The tray's id stands in its environment; somebody else's says that the tray is gone.
TEST_F(ScreenSession, DoesNotStartForATrayThatIsGone) {
  ::setenv("MAINTENDUE_PARENT", "1", 1);
  ScreenProgram program(x.name());
  ::unsetenv("MAINTENDUE_PARENT");
  EXPECT_FALSE(program.news());
  EXPECT_EQ(program.exit_code(), 0);
}

TEST_F(ScreenSession, EndsWhileTheViewerReadsNothing) {
  ScreenProgram program(x.name());
  program.order(Scope::View);
  program.viewer().handshake();
  program.viewer().set_encodings({kRaw});
  program.viewer().request(false);
  ASSERT_TRUE(eventually([&] { return waiting(program.viewer_socket()) > 16 * 1024; }));
  program.close_service();
  EXPECT_EQ(program.exit_code(), 0);
}

TEST_F(ScreenSession, SaysThatTheDisplayWasLost) {
  ScreenProgram program(x.name());
  ASSERT_TRUE(program.news()->width);
  program.order(Scope::View);
  program.look({kRaw});
  x.kill();
  const auto news = program.news();
  ASSERT_TRUE(news);
  EXPECT_EQ(news->failed, "DISPLAY_LOST");
  EXPECT_EQ(program.exit_code(), 5);
}

TEST(ScreenProgramAlone, SaysThatThereIsNoDisplay) {
  ScreenProgram program(":9999");
  const auto news = program.news();
  ASSERT_TRUE(news);
  EXPECT_EQ(news->failed, "NO_DISPLAY");
  EXPECT_EQ(program.exit_code(), 3);
}

TEST_F(ScreenSession, EndsAtAnUnknownMessage) {
  for (const std::string& bad : {
           std::string("\xff\x00\x00\x01", 4),                  // QEMU's keys
           std::string("\x02\x00\xff\xff", 4),                  // 65535 encodings
           std::string("\x06\x00\x00\x00\x7f\xff\xff\xff", 8),  // 2 GB of clipboard
           std::string("\x00\x00\x00\x00\x20\x18\x00\x00", 8) + std::string(12, '\0'),
       }) {
    ScreenProgram program(x.name());
    ASSERT_TRUE(program.news()->width);
    program.order(Scope::View);
    program.viewer().handshake();
    program.viewer().send(bad);
    const auto news = program.news();
    ASSERT_TRUE(news);
    EXPECT_EQ(news->failed, "BAD_MESSAGE");
    EXPECT_EQ(program.exit_code(), 4);
  }
}

TEST_F(ScreenSession, SurvivesRequestsForNothing) {
  ScreenProgram program(x.name());
  program.order(Scope::Control);
  program.look({kRaw, kShape});
  for (int i = 0; i < 50; ++i) {
    program.viewer().send(std::string("\x03\x01\0\0\0\0\0\0\0\0", 10));
    program.viewer().send(std::string("\x03\x01\xff\xff\xff\xff\xff\xff\xff\xff", 10));
  }
  program.viewer().pointer(5, 5, 0);
  x.fill(30, 30, 60, 60, 0x123456);
  expect_same_picture(program);
}

TEST_F(ScreenSession, HasNoNetwork) {
  ScreenProgram program(x.name());
  program.order(Scope::View);
  program.look({kRaw});
  // What it has open is as private as its memory: only root may look. That nothing is opened later
  // is confinement_test's.
  const std::string viewer = "/proc/" + std::to_string(program.process()) + "/fd/3";
  EXPECT_EQ(::access(viewer.c_str(), F_OK) == 0, ::geteuid() == 0);
  EXPECT_EQ(internet_sockets(program.process()), 0);
}

// Whatever the viewer left unread is stale: counts the bytes that come before the first sight of
// what the screen shows now.
TEST_F(ScreenSession, HoldsLittleBackForAViewerThatStalls) {
  std::mt19937 random(7);
  for (const auto& encodings :
       {std::vector<std::int32_t>{kRaw}, std::vector<std::int32_t>{kZrle},
        std::vector<std::int32_t>{kTight, kQuality6, kCompression2, kLastRect},
        std::vector<std::int32_t>{kTight, kLastRect}}) {
    ScreenProgram program(x.name());
    fill_with_noise(random);
    program.order(Scope::Control);
    program.look(encodings);
    for (int i = 0; i < 12; ++i) fill_with_noise(random);
    ASSERT_TRUE(eventually([&] { return waiting(program.viewer_socket()) > 16 * 1024; }));
    for (int i = 0; i < 12; ++i) fill_with_noise(random);
    const Window marker = x.fill(0, 0, 1366, 768, 0xff0000);
    const auto before = program.viewer().bytes();
    auto& viewer = program.viewer();
    std::uint64_t stale = 0;
    for (bool fresh = false; !fresh;) {
      stale = viewer.consumed() - std::min(viewer.consumed(), before);
      const auto start = viewer.consumed();
      viewer.painted.clear();
      if (viewer.read_message() != 0 || viewer.painted.empty()) continue;
      // Tight is not decoded here, but one colour takes only a few bytes.
      const Painted& r = viewer.painted.back();
      fresh = encodings[0] == kTight ? viewer.consumed() - start < 2000
                                     : viewer.pixel(r.x + 200, r.y) == 0xff0000;
    }
    EXPECT_GT(stale, 16u * 1024);
    EXPECT_LE(stale, 16u * 1024 + 112 * 1024);  // what was on its way, and one piece
    RecordProperty("stale_bytes_of_" + std::to_string(encodings[0]), std::to_string(stale));
    XDestroyWindow(x.display(), marker);
    XSync(x.display(), False);
  }
}

TEST_F(ScreenSession, ShowsASlowViewerTheNewestInTheEnd) {
  std::mt19937 random(3);
  ScreenProgram program(x.name());
  program.order(Scope::Control);
  program.look({kZrle, kShape});
  program.viewer().pointer(1365, 767, 0);
  for (int i = 0; i < 20; ++i) {
    fill_with_noise(random);
    program.viewer().read_message();  // one message for each whole new screen
  }
  expect_same_picture(program);
}

// One way to end a session or to take the operator's hands off.
struct End {
  const char* name;
  std::function<void(ScreenProgram&)> happen;
};

TEST_F(ScreenSession, LetsGoOfEverythingHoweverItEnds) {
  const std::vector<End> ends{
      {"only view", [](ScreenProgram& p) { p.order(Scope::View); }},
      {"suspended", [](ScreenProgram& p) { p.order(Scope::Control, true); }},
      {"nothing", [](ScreenProgram& p) { p.order(Scope::Nothing); }},
      {"rfb closed", [](ScreenProgram& p) { p.close_rfb(); }},
      {"service closed", [](ScreenProgram& p) { p.close_service(); }},
      {"bad message", [](ScreenProgram& p) { p.viewer().send("\xee"); }},
      {"told to go", [](ScreenProgram& p) { p.tell_to_go(); }},
  };
  for (const End& end : ends) {
    SCOPED_TRACE(end.name);
    ScreenProgram program(x.name());
    program.order(Scope::Control);
    program.look({kRaw});
    program.viewer().key(XK_Shift_L, true);
    program.viewer().key(XK_Control_L, true);
    program.viewer().key('a', true);
    program.viewer().pointer(50, 50, 1);
    EXPECT_TRUE(eventually([&] { return x.keys_down().size() == 2 && x.buttons_down() == 1; }));
    end.happen(program);
    EXPECT_TRUE(eventually([&] { return x.keys_down().empty() && x.buttons_down() == 0; }));
  }
}

TEST_F(ScreenSession, LetsGoWhileTheViewerReadsNothing) {
  std::mt19937 random(5);
  ScreenProgram program(x.name());
  program.order(Scope::Control);
  program.look({kRaw});
  program.viewer().key(XK_Alt_L, true);
  EXPECT_TRUE(eventually([&] { return !x.keys_down().empty(); }));
  ASSERT_TRUE(eventually([&] {
    fill_with_noise(random);
    return waiting(program.viewer_socket()) > 16 * 1024;
  }));
  program.order(Scope::View);
  EXPECT_TRUE(eventually([&] { return x.keys_down().empty(); }));
}

TEST_F(ScreenSession, ActsOnlyWithControlAndNotWhileTheFamilyIsAsked) {
  ScreenProgram program(x.name());
  auto& viewer = program.viewer();
  program.order(Scope::Control);
  program.look({kRaw});
  viewer.pointer(50, 50, 0);
  ASSERT_TRUE(eventually([&] { return pointer_x() == 50; }));
  // What is not allowed is told from what is late by what follows it and is allowed.
  for (const auto& [scope, suspended] :
       {std::pair{Scope::View, false}, std::pair{Scope::Control, true}}) {
    program.order(scope, suspended);
    ASSERT_TRUE(eventually([&] {
      viewer.key(XK_Shift_L, true);
      const bool acted = !x.keys_down().empty();
      viewer.key(XK_Shift_L, false);
      viewer.request(false);
      viewer.read_message();
      return !acted;
    }));
    for (int i = 0; i < 20; ++i) viewer.pointer(400, 400, 1), viewer.key(XK_Control_L, true);
    viewer.pointer(400, 400, 0);
    viewer.whole_picture();  // it has read all of this by now
    EXPECT_EQ(pointer_x(), 50);
    EXPECT_TRUE(x.keys_down().empty());
  }
  program.order(Scope::Control, false);
  EXPECT_TRUE(eventually([&] {
    viewer.pointer(60, 60, 0);
    return pointer_x() == 60;
  }));
}

}  // namespace
}  // namespace maintendue::test
