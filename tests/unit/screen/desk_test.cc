// The desk's one promise to its loop: whoever polls after wait_on() sleeps through nothing.
#include <gtest/gtest.h>
#include <poll.h>

#include "agent/screen/x11_desk.h"
#include "tests/unit/screen/x_server.h"

namespace maintendue::screen {
namespace {

bool readable(int descriptor) {
  pollfd one{descriptor, POLLIN, 0};
  return ::poll(&one, 1, 0) == 1;
}

// Sending reads as well, deep inside of Xlib: an event that comes after the last look is in our
// hands then, and no poll() tells of it. A letter that was typed would show with the next change
// only.
TEST(DeskOnX11, NeverSleepsOnAnEventThatItHas) {
  test::XServer x = test::XServer::virtual_one();
  setenv("DISPLAY", x.name().c_str(), 1);
  const auto desk = open_x11_desk();
  ASSERT_TRUE(desk);
  const Window window = x.fill(10, 10, 40, 40, 0x102030);
  for (unsigned long i = 1; i <= 100; ++i) {
    (void)desk->screen().capture(false);  // ready to be told of the next change
    while (desk->take_news()) continue;
    XSetWindowBackground(x.display(), window, 0x010203 * i);
    XClearWindow(x.display(), window);
    XSync(x.display(), False);
    const int descriptor = desk->wait_on();
    ASSERT_TRUE(descriptor < 0 || test::eventually([&] { return readable(descriptor); })) << i;
  }
}

}  // namespace
}  // namespace maintendue::screen
