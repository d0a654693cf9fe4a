// maintendue-screen as a whole, on a real X server: what is seen, and when.
#include <gtest/gtest.h>

#include "tests/unit/screen/screen_session.h"

namespace maintendue::test {
namespace {

using lease::Scope;

const std::vector<std::uint32_t> kBlue(17 * 13, 0xff0000ff);

TEST_F(ScreenSession, TellsTheSizeAndNothingMoreBeforeOrders) {
  ScreenProgram program(x.name());
  const auto news = program.news();
  ASSERT_TRUE(news);
  EXPECT_EQ(news->width, 1366);
  EXPECT_EQ(news->height, 768);
  // The viewer says all it has to say; not one byte answers until somebody may see.
  program.viewer().send("RFB 003.008\n\x01\x01");
  program.viewer().set_encodings({kRaw});
  program.viewer().request(false);
  program.order(Scope::Nothing, true);
  program.order(Scope::Nothing, false);
  x.fill(0, 0, 500, 500, 0xff0000);
  EXPECT_EQ(waiting(program.viewer_socket()), 0);
  program.order(Scope::View);
  EXPECT_TRUE(eventually([&] { return waiting(program.viewer_socket()) > 0; }));
}

TEST_F(ScreenSession, ShakesHandsByteByByte) {
  ScreenProgram program(x.name());
  program.order(Scope::View);
  program.viewer().handshake(true);
  EXPECT_EQ(program.viewer().desktop_name(), "Main Tendue");
  EXPECT_EQ(program.viewer().width(), 1366);
  EXPECT_EQ(program.viewer().height(), 768);
}

TEST_F(ScreenSession, ShowsTheScreenPixelByPixel) {
  x.fill(100, 50, 300, 200, 0x3366cc);
  x.fill(1300, 700, 66, 68, 0xffcc00);
  for (const std::int32_t encoding : {kRaw, kZrle}) {
    ScreenProgram program(x.name());
    program.order(Scope::Control);
    program.look({encoding, kShape});
    program.viewer().pointer(700, 300, 0);
    expect_same_picture(program);
  }
}

TEST_F(ScreenSession, FollowsWhatChanges) {
  ScreenProgram program(x.name());
  program.order(Scope::Control);
  program.look({kZrle, kShape});
  program.viewer().pointer(0, 767, 0);
  const Window window = x.fill(10, 10, 200, 100, 0x00ff00);
  expect_same_picture(program);
  for (int step = 1; step <= 20; ++step) {
    XMoveWindow(x.display(), window, 10 + 31 * step, 10 + 17 * step);
    XSync(x.display(), False);
    expect_same_picture(program);
  }
}

TEST_F(ScreenSession, SendsNoPictureOfWhatWasOnlyPaintedAgain) {
  ScreenProgram program(x.name());
  program.order(Scope::Control);
  const Window window = x.fill(10, 10, 800, 600, 0x00ff00);
  program.look({kRaw, kShape});
  program.viewer().pointer(1000, 700, 0);
  expect_same_picture(program);
  const auto before = program.viewer().bytes();
  for (int i = 0; i < 30; ++i) {
    XClearWindow(x.display(), window);  // the same green
    XSync(x.display(), False);
  }
  x.fill(1200, 10, 64, 32, 0xff0000);
  expect_same_picture(program);
  EXPECT_LT(program.viewer().bytes() - before, 4u * 200 * 200);
}

TEST_F(ScreenSession, DrawsTheFamilysPointerForAViewerThatMayOnlyLook) {
  x.fill(0, 0, 1366, 768, 0x000000);
  move_pointer(400, 300);
  ScreenProgram program(x.name());
  program.order(Scope::View);
  program.look({kRaw, kShape});
  auto& viewer = program.viewer();
  const auto lit = [&](int left, int top) {
    int count = 0;
    for (int y = top; y < top + 40; ++y) {
      for (int column = left; column < left + 40; ++column) count += viewer.pixel(column, y) != 0;
    }
    return count;
  };
  const Cursor cross = XcursorLibraryLoadCursor(x.display(), "crosshair");
  XDefineCursor(x.display(), x.root(), cross);
  x.fill(0, 0, 1366, 768, 0x000000);
  viewer.read_until([&] { return lit(380, 280) > 0; });
  EXPECT_EQ(viewer.shape_width, 5);  // its own mouse is a dot
  move_pointer(900, 500);
  viewer.read_until([&] { return lit(880, 480) > 0 && lit(380, 280) == 0; });
}

TEST_F(ScreenSession, SendsThePointersShapeToAViewerThatActs) {
  ScreenProgram program(x.name());
  program.order(Scope::Control);
  program.look({kRaw, kShape});
  auto& viewer = program.viewer();
  viewer.pointer(300, 300, 0);
  viewer.read_until([&] { return viewer.shape_width > 0; });
  const auto first = viewer.shape;
  use_pointer(17, 13, kBlue);
  viewer.read_until([&] { return viewer.shape_width == 17; });
  EXPECT_EQ(viewer.shape_height, 13);
  EXPECT_NE(first, kBlue);
  EXPECT_EQ(viewer.shape, kBlue);
}

TEST_F(ScreenSession, GivesThePointersShapeBackToAViewerThatActsAgain) {
  use_pointer(17, 13, kBlue);
  ScreenProgram program(x.name());
  program.order(Scope::View);
  program.look({kRaw, kShape});
  auto& viewer = program.viewer();
  for (int time = 0; time < 2; ++time) {
    viewer.read_until([&] { return viewer.shape_width == 5; });  // a dot
    program.order(Scope::Control);
    viewer.read_until([&] { return viewer.shape_width == 17; });
    EXPECT_EQ(viewer.shape, kBlue);
    program.order(Scope::View);
  }
}

TEST_F(ScreenSession, ShowsWhereTheFamilyPutThePointerWhileTheViewerActs) {
  x.fill(0, 0, 1366, 768, 0x000000);
  ScreenProgram program(x.name());
  program.order(Scope::Control);
  program.look({kRaw, kShape});
  program.viewer().pointer(100, 100, 0);
  expect_same_picture(program);  // the viewer draws the shape itself
  move_pointer(600, 400);
  program.viewer().read_until([&] { return program.viewer().picture() != x.picture(); });
  program.viewer().pointer(120, 120, 0);
  expect_same_picture(program);
}

TEST_F(ScreenSession, StopsThePictureAtOnceAndResumes) {
  ScreenProgram program(x.name());
  program.order(Scope::Control);
  program.look({kRaw, kShape});
  program.viewer().pointer(1365, 767, 0);
  expect_same_picture(program);
  program.order(Scope::Nothing);
  // A key that acts would show that the orders have not arrived yet.
  ASSERT_TRUE(eventually([&] {
    while (waiting(program.viewer_socket()) > 0) program.viewer().read_message();
    x.fill(10, 10, 50, 50, 0xffffff & rand());
    return waiting(program.viewer_socket()) == 0;
  }));
  const auto before = program.viewer().bytes();
  x.fill(0, 0, 1000, 700, 0xff0000);
  EXPECT_EQ(waiting(program.viewer_socket()), 0);
  program.order(Scope::Control);
  expect_same_picture(program);
  EXPECT_GT(program.viewer().bytes(), before);
}

}  // namespace
}  // namespace maintendue::test
