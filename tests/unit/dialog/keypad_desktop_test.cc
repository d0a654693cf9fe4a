// The window on which six digits are tapped, on a real desktop.
#include <X11/keysym.h>
#include <gtest/gtest.h>

#include "tests/unit/dialog/desktop.h"
#include "tests/unit/dialog/dialog_process.h"

namespace maintendue::testing {
namespace {

constexpr unsigned kTopRow1 = 10;

pc::ServiceToDialog keypad(const std::string& language = "fr") {
  pc::ServiceToDialog says;
  says.mutable_keypad()->set_secret(secret());
  says.mutable_keypad()->set_operator_name("Nadia");
  says.mutable_keypad()->set_organisation("La Maison Numérique");
  says.mutable_keypad()->set_language(language);
  return says;
}

class KeypadOnADesktop : public ::testing::Test {
 protected:
  // A person presses, and looks: a window that has only just come up does not listen yet. Clicks
  // reach it before keys do, and what they wrote stays.
  std::optional<pc::Tapped> taps(DialogProcess& dialog, const std::function<void()>& six) {
    const ::Window window = desktop_.window("maintendue-keypad");
    EXPECT_TRUE(desktop_.until([&] { return desktop_.has_focus(window); }));
    for (int tries = 0; tries < 20; ++tries) {
      six();
      desktop_.key_named(XK_Return);
      if (auto says = dialog.next(std::chrono::milliseconds{500}); says && says->has_tapped()) {
        return says->tapped();
      }
      for (int i = 0; i < 6; ++i) desktop_.key_named(XK_BackSpace);
    }
    return std::nullopt;
  }

  Desktop desktop_;
};

TEST_F(KeypadOnADesktop, SendsWhatWasTypedOnTheUpperRowOfAFrenchKeyboard) {
  ASSERT_EQ(desktop_.run("setxkbmap -layout fr -variant oss"), 0);
  DialogProcess dialog(keypad());
  ASSERT_TRUE(dialog.until_shown());
  const auto tapped = taps(dialog, [&] {
    for (unsigned code : {0u, 1u, 2u, 3u, 8u, 9u}) desktop_.key(kTopRow1 + code);
  });
  ASSERT_TRUE(tapped);
  EXPECT_EQ(tapped->digits(), "123490");
  EXPECT_EQ(tapped->secret(), secret());
}

TEST_F(KeypadOnADesktop, SendsWhatWasTypedOnTheKeypad) {
  DialogProcess dialog(keypad("ar"));
  ASSERT_TRUE(dialog.until_shown());
  const auto tapped = taps(dialog, [&] {
    for (int i = 0; i < 6; ++i) desktop_.key_named(XK_KP_7);
  });
  ASSERT_TRUE(tapped);
  EXPECT_EQ(tapped->digits(), "777777");
}

TEST_F(KeypadOnADesktop, SendsWhatWasClicked) {
  DialogProcess dialog(keypad());
  ASSERT_TRUE(dialog.until_shown());
  const ::Window window = desktop_.window("maintendue-keypad");
  const auto click = [&](int column, int row) {
    const Desktop::Place at = desktop_.place(window);  // a window manager may move it yet
    desktop_.click(
        at.x + at.width * (1 + 2 * column) / 6, at.y + at.height * (53 + 11 * row) / 100
    );
    desktop_.until_taken_in(window);
  };
  const auto tapped = taps(dialog, [&] {
    for (int column : {0, 1, 2, 2, 1, 0}) click(column, 0);
  });
  ASSERT_TRUE(tapped);
  EXPECT_EQ(tapped->digits(), "123321");
}

// Enter is for the six; it presses neither the first key nor the one that was clicked last.
TEST_F(KeypadOnADesktop, AnEarlyEnterWritesNothing) {
  DialogProcess dialog(keypad());
  ASSERT_TRUE(dialog.until_shown());
  const ::Window window = desktop_.window("maintendue-keypad");
  ASSERT_TRUE(desktop_.until([&] { return desktop_.has_focus(window); }));
  const Desktop::Place at = desktop_.place(window);
  ASSERT_FALSE(dialog.next(std::chrono::milliseconds{1000}));
  desktop_.key_named(XK_Return);
  ASSERT_FALSE(dialog.next(std::chrono::milliseconds{500}));
  desktop_.click(at.x + at.width / 2, at.y + at.height * 53 / 100);
  desktop_.key_named(XK_Return);
  ASSERT_FALSE(dialog.next(std::chrono::milliseconds{500}));
  for (int i = 0; i < 5; ++i) desktop_.key_named(XK_KP_7);
  desktop_.key_named(XK_KP_Enter);
  const auto says = dialog.next(kPatience);
  ASSERT_TRUE(says && says->has_tapped());
  EXPECT_EQ(says->tapped().digits(), "277777");
}

TEST_F(KeypadOnADesktop, FiveDigitsAreNotSent) {
  DialogProcess dialog(keypad());
  ASSERT_TRUE(dialog.until_shown());
  ASSERT_FALSE(dialog.next(std::chrono::milliseconds{1000}));
  for (int i = 0; i < 5; ++i) desktop_.key_named(XK_KP_7);
  desktop_.key_named(XK_KP_Enter);
  const auto says = dialog.next(std::chrono::milliseconds{500});
  EXPECT_FALSE(says && says->has_tapped());
}

TEST_F(KeypadOnADesktop, ClosingItIsANo) {
  DialogProcess dialog(keypad());
  ASSERT_TRUE(dialog.until_shown());
  (void)desktop_.window("maintendue-keypad");
  std::optional<pc::Reply> reply;
  for (int tries = 0; tries < 20 && !reply; ++tries) {
    desktop_.key_named(XK_Escape);
    reply = dialog.reply(std::chrono::milliseconds{500});
  }
  ASSERT_TRUE(reply);
  EXPECT_FALSE(reply->yes());
  EXPECT_EQ(reply->by(), pc::INPUT_CLASS_CLOSED);
  EXPECT_EQ(dialog.exit_code(), 0);
}

// The operator's console ends the session as soon as it knows; the family still reads its word.
TEST_F(KeypadOnADesktop, TheVerdictOutlastsTheLine) {
  DialogProcess dialog(keypad());
  ASSERT_TRUE(dialog.until_shown());
  const ::Window window = desktop_.window("maintendue-keypad");
  const int tall = desktop_.place(window).height;
  pc::ServiceToDialog verdict;
  verdict.mutable_keypad_verdict()->set_right(true);
  dialog.tell(verdict);
  dialog.hang_up();
  EXPECT_TRUE(desktop_.until([&] { return desktop_.place(window).height < tall; }));
  EXPECT_EQ(dialog.exit_code(), 0);  // after a moment, by itself
}

TEST_F(KeypadOnADesktop, GoesWithTheServiceWhileNothingWasSaid) {
  DialogProcess dialog(keypad());
  ASSERT_TRUE(dialog.until_shown());
  dialog.hang_up();
  EXPECT_EQ(dialog.exit_code(), 0);
}

}  // namespace
}  // namespace maintendue::testing
