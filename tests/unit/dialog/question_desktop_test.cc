// The window that asks, on a real desktop, answered by real clicks and keys.
#include <X11/keysym.h>
#include <gtest/gtest.h>

#include "agent/dialog/key_guard.h"
#include "tests/unit/dialog/desktop.h"
#include "tests/unit/dialog/dialog_process.h"
#include "tests/unit/dialog/full_screen.h"

namespace maintendue::testing {
namespace {

constexpr unsigned kTopRow1 = 10, kTopRow2 = 11, kKeypad2 = 88;

class QuestionOnADesktop : public ::testing::Test {
 protected:
  // As a person: looks first, presses, sees whether something came of it, and presses again.
  std::optional<pc::Reply> press_until_answered(
      DialogProcess& dialog, std::function<void()> press
  ) {
    const auto a_look = dialog::KeyGuard::kQuiet + std::chrono::milliseconds{100};
    for (int tries = 0; tries < 20; ++tries) {
      if (auto reply = dialog.reply(a_look)) return reply;
      press();
    }
    return std::nullopt;
  }

  // A person who clicks in the middle of the left or the right half, where the answers are.
  std::function<void()> clicks(bool left) {
    const Desktop::Place at = desktop_.place(desktop_.window("maintendue-question"));
    return [this, at, left] {
      desktop_.click(at.x + at.width * (left ? 1 : 3) / 4, at.y + at.height * 65 / 100);
    };
  }

  Desktop desktop_;
};

TEST_F(QuestionOnADesktop, SaysYesByAClickOnTheRightHalf) {
  DialogProcess dialog(question(v1::SCOPE_VIEW));
  ASSERT_TRUE(dialog.until_shown());
  const auto reply = press_until_answered(dialog, clicks(false));
  ASSERT_TRUE(reply);
  EXPECT_TRUE(reply->yes());
  EXPECT_EQ(reply->secret(), secret());
  EXPECT_EQ(reply->by(), pc::INPUT_CLASS_POINTER);
  EXPECT_EQ(dialog.exit_code(), 0);
}

TEST_F(QuestionOnADesktop, SaysNoByAClickOnTheLeftHalf) {
  DialogProcess dialog(question(v1::SCOPE_CONTROL));
  ASSERT_TRUE(dialog.until_shown());
  const auto reply = press_until_answered(dialog, clicks(true));
  ASSERT_TRUE(reply);
  EXPECT_FALSE(reply->yes());
  EXPECT_EQ(reply->by(), pc::INPUT_CLASS_POINTER);
}

TEST_F(QuestionOnADesktop, IsMirroredForALanguageReadFromTheRight) {
  DialogProcess dialog(question(v1::SCOPE_VIEW, "ar"));
  ASSERT_TRUE(dialog.until_shown());
  const auto reply = press_until_answered(dialog, clicks(true));
  ASSERT_TRUE(reply);
  EXPECT_TRUE(reply->yes());
}

TEST_F(QuestionOnADesktop, SaysYesByTheKey2) {
  DialogProcess dialog(question(v1::SCOPE_VIEW));
  ASSERT_TRUE(dialog.until_shown());
  const auto reply = press_until_answered(dialog, [&] { desktop_.key(kTopRow2); });
  ASSERT_TRUE(reply);
  EXPECT_TRUE(reply->yes());
  EXPECT_EQ(reply->secret(), secret());
  EXPECT_EQ(reply->by(), pc::INPUT_CLASS_KEYBOARD);
}

TEST_F(QuestionOnADesktop, TakesTheUnshiftedTopRowOfAFrenchKeyboard) {
  ASSERT_EQ(desktop_.run("setxkbmap -layout fr -variant oss"), 0);
  DialogProcess dialog(question(v1::SCOPE_VIEW));
  ASSERT_TRUE(dialog.until_shown());
  const auto reply = press_until_answered(dialog, [&] { desktop_.key_named(XK_eacute); });
  ASSERT_TRUE(reply);
  EXPECT_TRUE(reply->yes());
}

TEST_F(QuestionOnADesktop, TakesTheKeypad) {
  DialogProcess dialog(question(v1::SCOPE_VIEW));
  ASSERT_TRUE(dialog.until_shown());
  const auto reply = press_until_answered(dialog, [&] { desktop_.key(kKeypad2); });
  ASSERT_TRUE(reply);
  EXPECT_TRUE(reply->yes());
}

TEST_F(QuestionOnADesktop, SaysNoByEscape) {
  DialogProcess dialog(question(v1::SCOPE_VIEW));
  ASSERT_TRUE(dialog.until_shown());
  const auto reply = press_until_answered(dialog, [&] { desktop_.key_named(XK_Escape); });
  ASSERT_TRUE(reply);
  EXPECT_FALSE(reply->yes());
  EXPECT_EQ(reply->by(), pc::INPUT_CLASS_KEYBOARD);
}

TEST_F(QuestionOnADesktop, HasItsFocusOnNo) {
  DialogProcess dialog(question(v1::SCOPE_VIEW));
  ASSERT_TRUE(dialog.until_shown());
  const auto reply = press_until_answered(dialog, [&] { desktop_.key_named(XK_Return); });
  ASSERT_TRUE(reply);
  EXPECT_FALSE(reply->yes());
}

TEST_F(QuestionOnADesktop, GoesToYesByTab) {
  DialogProcess dialog(question(v1::SCOPE_VIEW));
  ASSERT_TRUE(dialog.until_shown());
  const ::Window window = desktop_.window("maintendue-question");
  bool tabbed = false;
  const auto reply = press_until_answered(dialog, [&] {
    if (!desktop_.has_focus(window)) return;
    desktop_.key_named(std::exchange(tabbed, true) ? XK_Return : XK_Tab);
  });
  ASSERT_TRUE(reply);
  EXPECT_TRUE(reply->yes());
}

TEST_F(QuestionOnADesktop, TakesACloseForANo) {
  DialogProcess dialog(question(v1::SCOPE_VIEW));
  ASSERT_TRUE(dialog.until_shown());
  XEvent close{};
  close.xclient.type = ClientMessage;
  close.xclient.window = desktop_.window("maintendue-question");
  close.xclient.message_type = XInternAtom(desktop_.display(), "_NET_CLOSE_WINDOW", False);
  close.xclient.format = 32;
  XSendEvent(
      desktop_.display(), desktop_.root(), False, SubstructureNotifyMask | SubstructureRedirectMask,
      &close
  );
  XFlush(desktop_.display());
  const auto reply = dialog.reply();
  ASSERT_TRUE(reply);
  EXPECT_FALSE(reply->yes());
  EXPECT_EQ(reply->by(), pc::INPUT_CLASS_CLOSED);
}

TEST_F(QuestionOnADesktop, IsDeafToWhoWritesOnWhenItComesUp) {
  DialogProcess dialog(question(v1::SCOPE_VIEW));
  ASSERT_TRUE(dialog.until_shown());
  for (int i = 0; i < 30; ++i) {  // longer than it is deaf by itself
    desktop_.key(kTopRow2);
    EXPECT_FALSE(dialog.reply(std::chrono::milliseconds{80}));
  }
  const auto reply = press_until_answered(dialog, [&] { desktop_.key(kTopRow1); });
  ASSERT_TRUE(reply);
  EXPECT_FALSE(reply->yes());
}

TEST_F(QuestionOnADesktop, AnswersOnce) {
  DialogProcess dialog(question(v1::SCOPE_VIEW));
  ASSERT_TRUE(dialog.until_shown());
  ASSERT_TRUE(press_until_answered(dialog, [&] {
    desktop_.key(kTopRow1);
    desktop_.key(kTopRow2);
  }));
  EXPECT_FALSE(dialog.next()) << "said more after its answer";
  EXPECT_EQ(dialog.exit_code(), 0);
}

TEST_F(QuestionOnADesktop, StandsAboveAFullScreenWindow) {
  FullScreenWindow film(desktop_);
  DialogProcess dialog(question(v1::SCOPE_VIEW));
  ASSERT_TRUE(dialog.until_shown());
  const ::Window window = desktop_.window("maintendue-question");
  EXPECT_TRUE(desktop_.until([&] { return on_top(desktop_, window, film.window()); }));
}

TEST_F(QuestionOnADesktop, LeavesWhenTheServiceHangsUp) {
  DialogProcess dialog(question(v1::SCOPE_VIEW));
  ASSERT_TRUE(dialog.until_shown());
  dialog.hang_up();
  EXPECT_EQ(dialog.exit_code(), 0);
}

TEST_F(QuestionOnADesktop, ShowsNothingForWhatIsNotInTheContract) {
  DialogProcess nonsense(local::encode("\xff\xff"));
  EXPECT_EQ(nonsense.exit_code(), 1);
  pc::ServiceToDialog without_secret = question(v1::SCOPE_VIEW);
  without_secret.mutable_question()->clear_secret();
  DialogProcess dialog(without_secret);
  EXPECT_EQ(dialog.exit_code(), 1);
}

TEST_F(QuestionOnADesktop, ANoticeClosesByItself) {
  DialogProcess dialog(notice(v1::END_REASON_FAMILY));
  ASSERT_TRUE(dialog.until_shown());
  EXPECT_FALSE(dialog.next()) << "a notice says nothing more";
  EXPECT_EQ(dialog.exit_code(), 0);
}

}  // namespace
}  // namespace maintendue::testing
