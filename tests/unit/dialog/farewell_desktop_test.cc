// The window in which help is refused for good, on a real desktop.
#include <X11/keysym.h>
#include <gtest/gtest.h>

#include "tests/unit/dialog/desktop.h"
#include "tests/unit/dialog/dialog_process.h"

namespace maintendue::testing {
namespace {

using namespace std::chrono_literals;

pc::ServiceToDialog farewell(v1::Farewell asked, v1::Farewell stands) {
  pc::ServiceToDialog says;
  says.mutable_farewell()->set_language("fr");
  says.mutable_farewell()->set_organisation("La Maison Numérique");
  says.mutable_farewell()->set_asked(asked);
  says.mutable_farewell()->mutable_stands()->set_farewell(stands);
  return says;
}

class FarewellOnADesktop : public ::testing::Test {
 protected:
  // Comes up, is looked at, and nothing is said before anybody presses.
  ::Window comes_up(DialogProcess& dialog) {
    EXPECT_TRUE(dialog.until_shown());
    const ::Window window = desktop_.window("maintendue-farewell");
    EXPECT_TRUE(desktop_.until([&] { return desktop_.has_focus(window); }));
    EXPECT_FALSE(dialog.next(1s));
    return window;
  }
  static std::optional<v1::Farewell> said(DialogProcess& dialog) {
    const auto says = dialog.next();
    if (!says || !says->has_farewell()) return std::nullopt;
    return says->farewell();
  }

  Desktop desktop_;
};

TEST_F(FarewellOnADesktop, EnterAloneIsANo) {
  DialogProcess dialog(farewell(v1::FAREWELL_NO_HELP, v1::FAREWELL_UNSPECIFIED));
  comes_up(dialog);
  desktop_.key_named(XK_Return);
  EXPECT_FALSE(dialog.next()) << "it leaves without a word";
  EXPECT_EQ(dialog.exit_code(), 0);
}

TEST_F(FarewellOnADesktop, TheKeyTwoPressedTwiceSaysItAndTheWindowStaysUntilItIsTold) {
  DialogProcess dialog(farewell(v1::FAREWELL_NOT_OURS, v1::FAREWELL_UNSPECIFIED));
  comes_up(dialog);
  desktop_.key_named(XK_2);
  EXPECT_FALSE(dialog.next(1s)) << "once chooses it";
  desktop_.key_named(XK_2);
  EXPECT_EQ(said(dialog), v1::FAREWELL_NOT_OURS);
  dialog.tell(farewell(v1::FAREWELL_NOT_OURS, v1::FAREWELL_NOT_OURS));
  EXPECT_FALSE(dialog.next(1s));
  desktop_.key_named(XK_Return);  // on Close
  EXPECT_EQ(dialog.exit_code(), 0);
}

TEST_F(FarewellOnADesktop, WhoeverTypesOnSaysNothing) {
  DialogProcess dialog(farewell(v1::FAREWELL_NO_HELP, v1::FAREWELL_UNSPECIFIED));
  comes_up(dialog);
  for (const unsigned long letter : {XK_a, XK_2, XK_2, XK_b, XK_2}) desktop_.key_named(letter);
  EXPECT_FALSE(dialog.next(1s));
}

TEST_F(FarewellOnADesktop, TheRightHalfIsTheYes) {
  DialogProcess dialog(farewell(v1::FAREWELL_NO_HELP, v1::FAREWELL_UNSPECIFIED));
  const Desktop::Place at = desktop_.place(comes_up(dialog));
  desktop_.click(at.x + at.width * 3 / 4, at.y + at.height * 7 / 10);
  EXPECT_EQ(said(dialog), v1::FAREWELL_NO_HELP);
}

TEST_F(FarewellOnADesktop, IsTakenBackWhereItWasSaid) {
  DialogProcess dialog(farewell(v1::FAREWELL_NO_HELP, v1::FAREWELL_NO_HELP));
  comes_up(dialog);
  desktop_.key_named(XK_Left);  // from Close to what takes it back
  EXPECT_FALSE(dialog.next(1s));
  desktop_.key_named(XK_Return);
  EXPECT_EQ(said(dialog), v1::FAREWELL_UNSPECIFIED);
}

TEST_F(FarewellOnADesktop, EscapeClosesItAndSaysNothing) {
  DialogProcess dialog(farewell(v1::FAREWELL_UNSPECIFIED, v1::FAREWELL_NO_HELP));
  comes_up(dialog);
  desktop_.key_named(XK_Escape);
  EXPECT_FALSE(dialog.next()) << "it leaves without a word";
  EXPECT_EQ(dialog.exit_code(), 0);
}

}  // namespace
}  // namespace maintendue::testing
