// What an operator shows, on a real desktop: seen where she means it, in the way of nothing, and
// never over the sign that she is there. With MT_PICTURES, a folder, pictures are kept there.
#include <gtest/gtest.h>

#include <cstdlib>

#include "tests/unit/dialog/desktop.h"
#include "tests/unit/dialog/dialog_process.h"
#include "tests/unit/dialog/full_screen.h"

namespace maintendue::testing {
namespace {

using Manager = Desktop::Manager;

constexpr int kSun = 0xf2b632;
constexpr int kRadius = 20;  // of her pointer's ring

class MarksOnADesktop : public ::testing::TestWithParam<Manager> {
 protected:
  MarksOnADesktop() : desktop_(GetParam()) {
    dialog_.emplace(banner(v1::SCOPE_VIEW));
    EXPECT_TRUE(dialog_->until_shown());
  }

  void show(v1::Mark::Kind kind, int x, int y) {
    pc::ServiceToDialog says;
    says.mutable_mark()->set_kind(kind);
    says.mutable_mark()->set_x(static_cast<unsigned>(x));
    says.mutable_mark()->set_y(static_cast<unsigned>(y));
    dialog_->tell(says);
  }
  bool sun_at(int x, int y) const { return desktop_.colour(x, y) == kSun; }
  // Looked at again while she goes on saying that she is there.
  bool until_sun(int x, int y, const std::function<void()>& again) {
    return desktop_.until([&] {
      again();
      return sun_at(x, y);
    });
  }
  bool pointed_at(int x, int y) {
    return until_sun(x + kRadius, y, [&] { show(v1::Mark::POINT, x, y); });
  }
  bool gone(::Window window) {
    return desktop_.until([&] {
      XWindowAttributes now{};
      XGetWindowAttributes(desktop_.display(), window, &now);
      return now.map_state != IsViewable;
    });
  }
  bool alive_again() {
    while (dialog_->at_hand()) {
    }
    const auto says = dialog_->next();
    return says && says->has_alive();
  }
  void keep_picture(const std::string& name) const {
    const char* folder = std::getenv("MT_PICTURES");
    if (folder == nullptr) return;
    const auto manager = std::to_string(static_cast<int>(GetParam()));
    const std::string file = std::string(folder) + "/" + name + "-" + manager + ".png";
    EXPECT_EQ(desktop_.run("import -window root '" + file + "'"), 0);
  }

  Desktop desktop_;
  std::optional<DialogProcess> dialog_;
};

TEST_P(MarksOnADesktop, StandWhereSheMeansAndHideNothingThere) {
  const int ground = desktop_.colour(683, 384);
  ASSERT_TRUE(pointed_at(683, 384));
  EXPECT_TRUE(sun_at(683 - kRadius, 384) && sun_at(683, 384 - kRadius));
  EXPECT_EQ(desktop_.colour(683, 384), ground) << "what she points at can be seen";
  keep_picture("point");
}

TEST_P(MarksOnADesktop, KeepTheirNameOnTheScreenInEveryCorner) {
  for (const auto& [x, y] : {std::pair{0, 767}, {1365, 767}, {1365, 200}}) {
    ASSERT_TRUE(until_sun(std::min(x + kRadius, std::abs(x - kRadius)), y, [&] {
      show(v1::Mark::POINT, x, y);
    })) << x;
    keep_picture("corner" + std::to_string(x) + "-" + std::to_string(y));
  }
}

TEST_P(MarksOnADesktop, CatchNoClick) {
  FullScreenWindow film(desktop_);
  XSelectInput(desktop_.display(), film.window(), ButtonPressMask | StructureNotifyMask);
  ASSERT_TRUE(pointed_at(683, 384));
  bool clicked = false;
  desktop_.click(683 + kRadius, 384);
  EXPECT_TRUE(desktop_.until(
      [&] { return clicked; },
      [&](const XEvent& event) {
        clicked = clicked || (event.type == ButtonPress && event.xbutton.window == film.window());
      }
  ));
}

TEST_P(MarksOnADesktop, AreSeenOverAFilmAndUnderTheBanner) {
  const ::Window sign = desktop_.window("maintendue-banner");
  ASSERT_TRUE(pointed_at(683, 384));
  const ::Window glass = desktop_.window("maintendue-marks");
  FullScreenWindow film(desktop_);
  EXPECT_TRUE(desktop_.until([&] {
    show(v1::Mark::POINT, 683, 384);
    return on_top(desktop_, glass, film.window()) && sun_at(683 + kRadius, 384);
  }));
  EXPECT_TRUE(on_top(desktop_, sign, glass));
  const Desktop::Place at = desktop_.place(sign);
  show(v1::Mark::PRESS, at.x + at.width / 2, at.y + at.height / 2);
  EXPECT_TRUE(alive_again()) << "the banner is seen whole";
  keep_picture("under-the-banner");
}

// Round corners show what lies under the banner, and a theme may paint all of it away.
class TheHoleInTheFrame : public MarksOnADesktop {
 protected:
  bool is_where_the_banner_is() {
    int count = 0, order = 0;
    XRectangle* parts =
        XShapeGetRectangles(desktop_.display(), frame_, ShapeBounding, &count, &order);
    const Desktop::Place at = desktop_.place(sign_);
    bool free = count > 0;
    for (int i = 0; i < count; ++i) {
      const XRectangle& part = parts[i];
      const bool beside = part.x >= at.x + at.width || part.x + part.width <= at.x ||
                          part.y >= at.y + at.height || part.y + part.height <= at.y;
      free = free && beside;
    }
    if (parts) XFree(parts);
    return free;
  }
  bool until_banner_at(const std::function<bool(const Desktop::Place&)>& where) {
    return desktop_.until([&] { return where(desktop_.place(sign_)) && is_where_the_banner_is(); });
  }
  void drag_to(int x) {
    const Desktop::Place at = desktop_.place(sign_);
    desktop_.drag(at.x + 10, at.y + 20, x);
  }

  const ::Window sign_ = desktop_.window("maintendue-banner");
  const ::Window frame_ = desktop_.window("maintendue-frame");
};

TEST_P(TheHoleInTheFrame, GoesWithTheBanner) {
  EXPECT_TRUE(until_banner_at([](const Desktop::Place&) { return true; }));
  drag_to(1365);
  EXPECT_TRUE(until_banner_at([](const Desktop::Place& at) { return at.x + at.width == 1366; }));
}

// At the left edge it grows to one side only: nothing of the frame is to be painted anew for it.
TEST_P(TheHoleInTheFrame, GrowsWithTheBanner) {
  drag_to(0);
  EXPECT_TRUE(until_banner_at([](const Desktop::Place& at) { return at.x == 0; }));
  const int before = desktop_.place(sign_).width;
  dialog_->tell(banner(v1::SCOPE_CONTROL));
  EXPECT_TRUE(until_banner_at([&](const Desktop::Place& at) { return at.width > before; }));
}

TEST_P(MarksOnADesktop, AreLinesToo) {
  show(v1::Mark::DRAW, 300, 300);
  show(v1::Mark::DRAW_ON, 500, 300);
  show(v1::Mark::DRAW_ON, 500, 500);
  show(v1::Mark::PRESS, 800, 500);
  EXPECT_TRUE(desktop_.until([&] { return sun_at(400, 300) && sun_at(500, 400); }));
  keep_picture("lines");
}

// The frame round the screen lies on such a glass too.
TEST_P(MarksOnADesktop, StandInAFrameWhileSheSees) {
  const auto framed = [&] {
    return sun_at(1, 400) && sun_at(1364, 400) && sun_at(683, 766) && sun_at(100, 1);
  };
  EXPECT_TRUE(desktop_.until(framed));
  EXPECT_FALSE(sun_at(20, 400));
  FullScreenWindow film(desktop_);
  EXPECT_TRUE(desktop_.until(framed)) << "over a film too";
  keep_picture("frame");
  pc::ServiceToDialog cut = banner(v1::SCOPE_VIEW);
  cut.mutable_banner()->set_line_cut(true);
  dialog_->tell(cut);
  EXPECT_TRUE(desktop_.until([&] { return !sun_at(1, 400) && !sun_at(683, 766); }));
  dialog_->tell(banner(v1::SCOPE_VIEW));
  EXPECT_TRUE(desktop_.until(framed));
}

TEST_P(MarksOnADesktop, GoByThemselves) {
  ASSERT_TRUE(pointed_at(683, 384));
  EXPECT_TRUE(gone(desktop_.window("maintendue-marks")));
  EXPECT_TRUE(desktop_.until([&] { return !sun_at(683 + kRadius, 384); }));
}

TEST_P(MarksOnADesktop, GoAtOnceWithWhatSheMaySee) {
  ASSERT_TRUE(pointed_at(683, 384));
  const ::Window glass = desktop_.window("maintendue-marks");
  pc::ServiceToDialog cut = banner(v1::SCOPE_VIEW);
  cut.mutable_banner()->set_line_cut(true);
  dialog_->tell(cut);
  EXPECT_TRUE(gone(glass));
  show(v1::Mark::POINT, 683, 384);
  EXPECT_TRUE(alive_again() && alive_again());
  XWindowAttributes now{};
  XGetWindowAttributes(desktop_.display(), glass, &now);
  EXPECT_NE(now.map_state, IsViewable) << "and show nothing meanwhile";
}

const auto kDesktops = ::testing::Values(Manager::Xfwm4, Manager::Compositing);
const auto kName = [](const auto& one) {
  return one.param == Manager::Xfwm4 ? "Xfwm4" : "Compositing";
};
INSTANTIATE_TEST_SUITE_P(Desktops, MarksOnADesktop, kDesktops, kName);
INSTANTIATE_TEST_SUITE_P(Desktops, TheHoleInTheFrame, kDesktops, kName);

TEST(MarksBeforeABanner, AreAboutNothing) {
  Desktop desktop(Manager::Nobody);
  pc::ServiceToDialog says;
  says.mutable_mark()->set_kind(v1::Mark::POINT);
  DialogProcess dialog(says);
  EXPECT_EQ(dialog.exit_code(), 1);
}

}  // namespace
}  // namespace maintendue::testing
