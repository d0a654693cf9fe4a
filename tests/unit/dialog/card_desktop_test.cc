// The PC's card on a real desktop: what is drawn there, read off the screen module by module.
#include <X11/keysym.h>
#include <gtest/gtest.h>

#include "agent/dialog/qr_code.h"
#include "tests/unit/dialog/desktop.h"
#include "tests/unit/dialog/dialog_process.h"

namespace maintendue::testing {
namespace {

const std::string kText = "MT1:0123456789abcdef:" + std::string(43, 'k') + ":AbCdEf12";

pc::ServiceToDialog card(const std::string& language = "fr") {
  pc::ServiceToDialog says;
  says.mutable_card()->set_text(kText);
  says.mutable_card()->set_machine_id("0123456789abcdef");
  says.mutable_card()->set_organisation("La Maison Numérique");
  says.mutable_card()->set_language(language);
  return says;
}

// The whole screen, as a camera before it would see it.
class Glimpse {
 public:
  explicit Glimpse(const Desktop& desktop)
      : width(DisplayWidth(desktop.display(), 0)),
        height(DisplayHeight(desktop.display(), 0)),
        image_(XGetImage(desktop.display(), desktop.root(), 0, 0, width, height, AllPlanes, ZPixmap)
        ) {}
  ~Glimpse() { XDestroyImage(image_); }
  Glimpse(const Glimpse&) = delete;
  Glimpse& operator=(const Glimpse&) = delete;

  const int width, height;

  bool black(int x, int y) const { return x < width && (XGetPixel(image_, x, y) & 0xffffff) == 0; }
  bool white(int x, int y) const { return (XGetPixel(image_, x, y) & 0xffffff) == 0xffffff; }
  // Whether the code stands there, with its quiet zone, in modules of so many pixels: every pixel
  // of it.
  bool shows(const dialog::QrCode& code, int left, int top, int pixels) const {
    const int quiet = dialog::QrCode::kQuiet;
    const int whole = code.whole_side() * pixels;
    if (left < 0 || top < 0 || left + whole > width || top + whole > height) return false;
    for (int y = 0; y < whole; ++y) {
      for (int x = 0; x < whole; ++x) {
        const int column = x / pixels - quiet, row = y / pixels - quiet;
        const bool inside = column >= 0 && row >= 0 && column < code.side && row < code.side;
        const bool dark = inside && code.at(column, row);
        if (dark ? !black(left + x, top + y) : !white(left + x, top + y)) return false;
      }
    }
    return true;
  }

 private:
  XImage* const image_;
};

// The pixels of a module, where the code is found on the screen; 0 when it is nowhere.
int module_on(const Desktop& desktop) {
  const dialog::QrCode code = dialog::qr_code(kText).value();
  const Glimpse seen(desktop);
  for (int pixels = 10; pixels >= 4; --pixels) {
    const int quiet = dialog::QrCode::kQuiet * pixels;
    for (int y = 0; y < seen.height; ++y) {
      for (int x = 0; x < seen.width; ++x) {
        if (!seen.black(x, y) || !seen.black(x + 7 * pixels - 1, y)) continue;
        if (seen.shows(code, x - quiet, y - quiet, pixels)) return pixels;
      }
    }
  }
  return 0;
}

// Once it stands there.
int module_shown(Desktop& desktop) {
  int found = 0;
  EXPECT_TRUE(desktop.until([&] {
    found = module_on(desktop);
    return found > 0;
  }));
  return found;
}

class CardOnADesktop : public ::testing::Test {
 protected:
  Desktop desktop_;
};

TEST_F(CardOnADesktop, ShowsItsCodeWholeAndLarge) {
  DialogProcess dialog(card());
  ASSERT_TRUE(dialog.until_shown());
  EXPECT_EQ(module_shown(desktop_), 10);
}

TEST_F(CardOnADesktop, IsBlackOnWhiteAndNotMirroredInArabic) {
  DialogProcess dialog(card("ar"));
  ASSERT_TRUE(dialog.until_shown());
  EXPECT_EQ(module_shown(desktop_), 10);
}

TEST(CardOnASmallDesktop, HasSmallerModulesAndIsWhole) {
  Desktop desktop(Desktop::Manager::Xfwm4, "800x480");
  DialogProcess dialog(card());
  ASSERT_TRUE(dialog.until_shown());
  const int module = module_shown(desktop);
  EXPECT_GE(module, 4);
  EXPECT_LT(module, 10);
  const Desktop::Place at = desktop.place(desktop.window("maintendue-card"));
  EXPECT_GE(at.y, 0);
  EXPECT_LE(at.y + at.height, 480);
}

TEST_F(CardOnADesktop, IsClosedByEscape) {
  DialogProcess dialog(card());
  ASSERT_TRUE(dialog.until_shown());
  (void)desktop_.window("maintendue-card");
  desktop_.key_named(XK_Escape);
  EXPECT_EQ(dialog.exit_code(), 0);
}

TEST_F(CardOnADesktop, IsClosedByItsButton) {
  DialogProcess dialog(card());
  ASSERT_TRUE(dialog.until_shown());
  (void)desktop_.window("maintendue-card");
  desktop_.key_named(XK_space);  // it has the focus
  EXPECT_EQ(dialog.exit_code(), 0);
}

TEST_F(CardOnADesktop, GoesWithTheService) {
  DialogProcess dialog(card());
  ASSERT_TRUE(dialog.until_shown());
  dialog.hang_up();
  EXPECT_EQ(dialog.exit_code(), 0);
}

}  // namespace
}  // namespace maintendue::testing
