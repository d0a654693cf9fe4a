// A screen that changes its size while somebody looks.
#include <gtest/gtest.h>

#include "tests/unit/screen/screen_program.h"
#include "tests/unit/screen/x_server.h"

namespace maintendue::test {
namespace {

TEST(Resize, TheViewerFollows) {
  XServer x = XServer::resizable();
  for (const std::int32_t how : {kExtendedDesktopSize, kDesktopSize}) {
    run(x.name(), {"xrandr", "-s", "1280x1024"});
    ScreenProgram program(x.name());
    program.order(lease::Scope::Control);
    program.look({kZrle, kShape, how});
    auto& viewer = program.viewer();
    viewer.pointer(0, 0, 0);
    EXPECT_EQ(viewer.width(), 1280);
    for (const char* size : {"800x600", "1024x768", "1280x1024"}) {
      run(x.name(), {"xrandr", "-s", size});
      viewer.read_until([&] {
        return std::to_string(viewer.width()) + "x" + std::to_string(viewer.height()) == size;
      });
      const Window window = x.fill(viewer.width() - 60, viewer.height() - 60, 60, 60, 0x3399ff);
      viewer.read_until([&] {
        return viewer.pixel(viewer.width() - 5, viewer.height() - 5) == 0x3399ff;
      });
      const auto width = static_cast<std::size_t>(viewer.width());
      const auto screen = x.picture(viewer.width(), viewer.height());
      viewer.read_until([&] { return viewer.picture() == screen; });
      EXPECT_EQ(screen.size() % width, 0u);
      XDestroyWindow(x.display(), window);
      XSync(x.display(), False);
    }
  }
}

}  // namespace
}  // namespace maintendue::test
