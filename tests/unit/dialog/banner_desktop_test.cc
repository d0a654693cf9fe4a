// The yellow bar on a real desktop: it cannot be hidden, and it does not lie about being seen.
#include <X11/Xatom.h>
#include <X11/keysym.h>
#include <gtest/gtest.h>

#include <filesystem>
#include <fstream>
#include <utility>

#include "tests/support/temp_folder.h"
#include "tests/unit/dialog/desktop.h"
#include "tests/unit/dialog/dialog_process.h"
#include "tests/unit/dialog/full_screen.h"

namespace maintendue::testing {
namespace {

class BannerOnADesktop : public ::testing::Test {
 protected:
  ::Window show(v1::Scope scope) {
    dialog_.emplace(banner(scope));
    EXPECT_TRUE(dialog_->until_shown());
    return desktop_.window("maintendue-banner");
  }

  // A sign of life sent after now, not one that waited in the line.
  bool alive_again() {
    while (const auto waited = dialog_->at_hand()) {
      if (waited->has_pressed()) return false;
    }
    const auto says = dialog_->next();
    return says && says->has_alive();
  }

  Desktop desktop_;
  std::optional<DialogProcess> dialog_;
};

TEST_F(BannerOnADesktop, StandsAtTheTopInTheMiddle) {
  const Desktop::Place at = desktop_.place(show(v1::SCOPE_VIEW));
  EXPECT_EQ(at.y, 0);
  EXPECT_NEAR(at.x + at.width / 2, 1366 / 2, 2);
  EXPECT_TRUE(alive_again());
}

TEST_F(BannerOnADesktop, StopsByAClick) {
  const Desktop::Place at = desktop_.place(show(v1::SCOPE_VIEW));
  desktop_.click(at.x + at.width - 80, at.y + at.height / 2);
  const auto pressed = dialog_->pressed();
  ASSERT_TRUE(pressed);
  EXPECT_EQ(pressed->button(), pc::Pressed::STOP);
  EXPECT_EQ(pressed->secret(), secret());
}

TEST_F(BannerOnADesktop, GivesTheMouseBackByAClick) {
  const Desktop::Place at = desktop_.place(show(v1::SCOPE_CONTROL));
  desktop_.click(at.x + at.width * 58 / 100, at.y + at.height / 2);
  const auto pressed = dialog_->pressed();
  ASSERT_TRUE(pressed);
  EXPECT_EQ(pressed->button(), pc::Pressed::TAKE_BACK);
  EXPECT_EQ(pressed->secret(), secret());
}

TEST_F(BannerOnADesktop, StopsByThePauseKeyWhoeverHasTheFocusAndTheLocks) {
  show(v1::SCOPE_VIEW);
  FullScreenWindow film(desktop_);
  desktop_.key_named(XK_Num_Lock);
  desktop_.key_named(XK_Pause);
  const auto pressed = dialog_->pressed();
  ASSERT_TRUE(pressed);
  EXPECT_EQ(pressed->button(), pc::Pressed::STOP);
}

TEST_F(BannerOnADesktop, HasASecondChordWhenAnotherProgramHoldsThePauseKey) {
  const KeyCode pause = XKeysymToKeycode(desktop_.display(), XK_Pause);
  XGrabKey(
      desktop_.display(), pause, AnyModifier, desktop_.root(), False, GrabModeAsync, GrabModeAsync
  );
  XSync(desktop_.display(), False);
  show(v1::SCOPE_VIEW);
  desktop_.chord(XK_Control_L, XK_Alt_L, XK_s);
  const auto pressed = dialog_->pressed();
  ASSERT_TRUE(pressed);
  EXPECT_EQ(pressed->button(), pc::Pressed::STOP);
}

TEST_F(BannerOnADesktop, TellsWhatChangesAndGrowsWithIt) {
  const ::Window window = show(v1::SCOPE_VIEW);
  const int narrow = desktop_.place(window).width;
  dialog_->tell(banner(v1::SCOPE_CONTROL));
  EXPECT_TRUE(desktop_.until([&] { return desktop_.place(window).width > narrow; }));
  dialog_->tell(banner(v1::SCOPE_VIEW));
  EXPECT_TRUE(desktop_.until([&] { return desktop_.place(window).width == narrow; }));
  EXPECT_TRUE(desktop_.until([&] {
    const Desktop::Place at = desktop_.place(window);
    return std::abs(at.x + at.width / 2 - 1366 / 2) <= 2;
  }));
}

TEST_F(BannerOnADesktop, HearsWhatCameInOnePieceWithTheFirstWord) {
  const int narrow = desktop_.place(show(v1::SCOPE_VIEW)).width;
  dialog_.reset();
  const auto said = [](v1::Scope scope) {
    return local::encode(banner(scope).SerializeAsString());
  };
  dialog_.emplace(said(v1::SCOPE_VIEW) + said(v1::SCOPE_CONTROL));
  EXPECT_TRUE(dialog_->until_shown());
  const ::Window window = desktop_.window("maintendue-banner");
  EXPECT_TRUE(desktop_.until([&] { return desktop_.place(window).width > narrow; }));
}

TEST_F(BannerOnADesktop, AsksUnderItselfAndStaysInSight) {
  const ::Window window = show(v1::SCOPE_VIEW);
  const int low = desktop_.place(window).height;
  pc::ServiceToDialog says = banner(v1::SCOPE_VIEW);
  says.mutable_banner()->set_asks(pc::BANNER_ASKS_GO_ON);
  dialog_->tell(says);
  ASSERT_TRUE(desktop_.until([&] { return desktop_.place(window).height > low; }));
  EXPECT_TRUE(alive_again());
  const Desktop::Place at = desktop_.place(window);
  // A click that was on its way already answers nothing; the one that is made for it does.
  std::optional<pc::Pressed> pressed;
  EXPECT_TRUE(desktop_.until([&] {
    desktop_.click(at.x + at.width - 60, at.y + at.height - 22);
    while (dialog_->at_hand()) {
      const auto word = dialog_->next();
      if (word && word->has_pressed()) pressed = word->pressed();
    }
    return pressed.has_value();
  }));
  ASSERT_TRUE(pressed);
  EXPECT_EQ(pressed->button(), pc::Pressed::YES);
  EXPECT_EQ(pressed->secret(), secret());
  dialog_->tell(banner(v1::SCOPE_VIEW));
  EXPECT_TRUE(desktop_.until([&] { return desktop_.place(window).height == low; }));
}

TEST_F(BannerOnADesktop, HidesTheScreenAndShowsItAgain) {
  const ::Window window = show(v1::SCOPE_VIEW);
  const int wide = desktop_.place(window).width;
  // *Hide* stands left of STOP.
  const auto press_until = [&](pc::Pressed::Button wanted) {
    std::optional<pc::Pressed> pressed;
    const bool came = desktop_.until([&] {
      const Desktop::Place at = desktop_.place(window);
      desktop_.click(at.x + at.width - 330, at.y + at.height / 2);
      while (const auto word = dialog_->at_hand()) {
        if (word->has_pressed() && word->pressed().button() == wanted) pressed = word->pressed();
      }
      return pressed.has_value();
    });
    return came && pressed->secret() == secret();
  };
  EXPECT_TRUE(press_until(pc::Pressed::HIDE));
  pc::ServiceToDialog hidden = banner(v1::SCOPE_UNSPECIFIED);
  hidden.mutable_banner()->set_paused(v1::HELD_HIDDEN);
  dialog_->tell(hidden);
  ASSERT_TRUE(desktop_.until([&] { return desktop_.place(window).width != wide; }));
  EXPECT_TRUE(press_until(pc::Pressed::SHOW));
}

TEST_F(BannerOnADesktop, WhatWasPressedBeforeTheScreenWasHiddenDoesNotShowIt) {
  const ::Window window = show(v1::SCOPE_VIEW);
  const Desktop::Place at = desktop_.place(window);
  desktop_.hold(at.x + at.width - 330, at.y + at.height / 2);
  EXPECT_TRUE(alive_again());  // it has felt that
  pc::ServiceToDialog hidden = banner(v1::SCOPE_UNSPECIFIED);
  hidden.mutable_banner()->set_paused(v1::HELD_HIDDEN);
  dialog_->tell(hidden);
  ASSERT_TRUE(desktop_.until([&] { return desktop_.place(window).width != at.width; }));
  EXPECT_TRUE(alive_again() && alive_again());  // long enough behind it
  desktop_.let_go();
  EXPECT_TRUE(alive_again() && alive_again()) << "and no press before it";
  const Desktop::Place now = desktop_.place(window);
  const int x = at.x + at.width - 330;
  desktop_.click(x, now.y + now.height / 2);
  const auto pressed = dialog_->pressed();
  ASSERT_TRUE(pressed) << "the button is there";
  EXPECT_EQ(pressed->button(), pc::Pressed::SHOW);
}

// So an operator's button is let go for her, as her mouse is taken away.
TEST_F(BannerOnADesktop, WhatWasPressedBeforeItSaidSomethingElseAnswersNothing) {
  const ::Window window = show(v1::SCOPE_CONTROL);
  const int low = desktop_.place(window).height;
  const auto say = [&](v1::Scope scope) {
    pc::ServiceToDialog says = banner(scope);
    says.mutable_banner()->set_line_cut(true);  // then all stands where it stood
    says.mutable_banner()->set_asks(pc::BANNER_ASKS_GO_ON);
    dialog_->tell(says);
  };
  say(v1::SCOPE_CONTROL);
  ASSERT_TRUE(desktop_.until([&] { return desktop_.place(window).height > low; }));
  EXPECT_TRUE(alive_again() && alive_again());  // long enough after it began to ask
  const Desktop::Place at = desktop_.place(window);
  const int x = at.x + at.width - 60, y = at.y + at.height - 22;
  desktop_.hold(x, y);
  EXPECT_TRUE(alive_again());  // it has felt that
  say(v1::SCOPE_VIEW);
  EXPECT_TRUE(alive_again() && alive_again());  // it has heard
  ASSERT_EQ(desktop_.place(window).width, at.width);
  desktop_.let_go();
  EXPECT_TRUE(alive_again() && alive_again()) << "and no press before it";
  desktop_.click(x, y);
  const auto pressed = dialog_->pressed();
  ASSERT_TRUE(pressed);
  EXPECT_EQ(pressed->button(), pc::Pressed::YES);
}

TEST_F(BannerOnADesktop, IsDraggedButNeverOffTheScreen) {
  const ::Window window = show(v1::SCOPE_VIEW);
  const Desktop::Place at = desktop_.place(window);
  desktop_.drag(at.x + 10, at.y + 20, 1365);
  EXPECT_TRUE(desktop_.until([&] {
    return desktop_.place(window).x == 1366 - at.width && desktop_.place(window).y == 0;
  }));
  desktop_.drag(1366 - at.width + 100, 6, 0);
  EXPECT_TRUE(desktop_.until([&] { return desktop_.place(window).x == 0; }));
  EXPECT_TRUE(alive_again());
}

TEST_F(BannerOnADesktop, StaysAboveAFullScreenWindow) {
  const ::Window window = show(v1::SCOPE_VIEW);
  FullScreenWindow film(desktop_);
  EXPECT_TRUE(desktop_.until([&] { return on_top(desktop_, window, film.window()); }));
  XRaiseWindow(desktop_.display(), film.window());
  XSetInputFocus(desktop_.display(), film.window(), RevertToParent, CurrentTime);
  EXPECT_TRUE(desktop_.until([&] { return on_top(desktop_, window, film.window()); }));
  EXPECT_TRUE(alive_again());
}

// The count by which screens lock and PCs fall asleep goes back though nobody has touched anything.
TEST_F(BannerOnADesktop, KeepsThePcAwakeWhileItIsSeen) {
  show(v1::SCOPE_VIEW);
  auto before = desktop_.idle();
  EXPECT_TRUE(desktop_.until([&] {
    const auto now = desktop_.idle();
    return std::exchange(before, now) > now;
  }));
}

TEST_F(BannerOnADesktop, KeepsNothingAwakeWhileNobodySeesIt) {
  show(v1::SCOPE_VIEW);
  const Atom has_vt = XInternAtom(desktop_.display(), "XFree86_has_VT", False);
  long away = 0;
  XChangeProperty(
      desktop_.display(), desktop_.root(), has_vt, XA_INTEGER, 32, PropModeReplace,
      reinterpret_cast<unsigned char*>(&away), 1
  );
  EXPECT_TRUE(desktop_.until([&] { return desktop_.idle() > std::chrono::seconds{4}; }))
      << "the screen shows another console";
}

TEST_F(BannerOnADesktop, CannotBeClosedOrUnmapped) {
  const ::Window window = show(v1::SCOPE_VIEW);
  XEvent close{};
  close.xclient.type = ClientMessage;
  close.xclient.window = window;
  close.xclient.message_type = XInternAtom(desktop_.display(), "WM_PROTOCOLS", False);
  close.xclient.format = 32;
  close.xclient.data.l[0] =
      static_cast<long>(XInternAtom(desktop_.display(), "WM_DELETE_WINDOW", False));
  XSendEvent(desktop_.display(), window, False, NoEventMask, &close);
  bool unmapped = false, mapped_again = false;
  XUnmapWindow(desktop_.display(), window);
  EXPECT_TRUE(desktop_.until(
      [&] { return mapped_again; },
      [&](const XEvent& event) {
        if (event.type == UnmapNotify && event.xunmap.window == window) unmapped = true;
        if (event.type == MapNotify && event.xmap.window == window) mapped_again = unmapped;
      }
  ));
  EXPECT_TRUE(alive_again());
}

// The other window raises itself each time we do, so it wins; each second we try a few times more.
TEST_F(BannerOnADesktop, IsSilentWhileAnotherWindowKeepsCoveringIt) {
  const ::Window window = show(v1::SCOPE_VIEW);
  XSetWindowAttributes free{};
  free.override_redirect = True;
  const ::Window cover = XCreateWindow(
      desktop_.display(), desktop_.root(), 0, 0, 1366, 100, 0, CopyFromParent, InputOutput,
      CopyFromParent, CWOverrideRedirect, &free
  );
  int raises = 0, signs_of_life = 0;
  bool covered = false;
  XMapRaised(desktop_.display(), cover);
  const auto fight = [&](const XEvent& event) {
    if (event.type != ConfigureNotify || event.xconfigure.window != window) return;
    ++raises;
    XRaiseWindow(desktop_.display(), cover);
    XFlush(desktop_.display());
  };
  const auto enough = [&] {
    while (const auto says = dialog_->at_hand()) {
      if (covered && says->has_alive()) ++signs_of_life;
    }
    covered =
        covered || raises >= 5;  // the budget of a second is spent: what comes now comes later
    return raises >= 15;         // and this is two seconds later at least
  };
  EXPECT_TRUE(desktop_.until(enough, fight));
  EXPECT_EQ(signs_of_life, 0);
  XDestroyWindow(desktop_.display(), cover);
  XFlush(desktop_.display());
  EXPECT_TRUE(alive_again());
}

// Xfce's own zoom: Alt and the wheel. The banner is still the topmost window, at the same place,
// and nobody sees it.
TEST(BannerUnderACompositor, IsSilentWhileTheDesktopIsZoomedAwayFromIt) {
  Desktop desktop(Desktop::Manager::Compositing);
  DialogProcess dialog(banner(v1::SCOPE_VIEW));
  ASSERT_TRUE(dialog.until_shown());
  // The wheel is turned over a window.
  const ::Window letter =
      XCreateSimpleWindow(desktop.display(), desktop.root(), 0, 0, 600, 400, 0, 0, 0xffffff);
  XMapWindow(desktop.display(), letter);
  EXPECT_TRUE(desktop.until([&] { return desktop.has_focus(letter); }));
  desktop.click(300, 350);
  desktop.turn_wheel(XK_Alt_L, 12);
  constexpr std::chrono::milliseconds kTwoBeats{2200};
  bool silent = false;
  for (int tries = 0; tries < 10 && !silent; ++tries) {
    while (dialog.at_hand()) {
    }
    silent = !dialog.next(kTwoBeats);
  }
  EXPECT_TRUE(silent);
}

TEST(BannerUnderACompositor, CannotBePaintedAwayByATheme) {
  const test::TempFolder home;
  const std::filesystem::path settings = home.path() / "gtk-3.0";
  std::filesystem::create_directories(settings);
  std::ofstream(settings / "gtk.css") << ".bar, .bar *, window { opacity: 0; }";
  setenv("XDG_CONFIG_HOME", home.path().c_str(), 1);
  {
    Desktop desktop(Desktop::Manager::Compositing);
    DialogProcess dialog(banner(v1::SCOPE_VIEW));
    EXPECT_TRUE(dialog.until_shown()) << "it says so only when the screen shows its yellow";
  }
  std::ofstream(settings / "gtk.css") << ".bar { margin-top: 300px; }";
  {
    Desktop desktop(Desktop::Manager::Compositing);
    DialogProcess dialog(banner(v1::SCOPE_VIEW));
    EXPECT_FALSE(dialog.next(std::chrono::seconds{2})) << "nobody sees it where it should be";
  }
  unsetenv("XDG_CONFIG_HOME");
}

TEST_F(BannerOnADesktop, IsSilentWhileTheScreenShowsAnotherConsole) {
  show(v1::SCOPE_VIEW);
  const Atom has_vt = XInternAtom(desktop_.display(), "XFree86_has_VT", False);
  const auto tell = [&](long here) {
    XChangeProperty(
        desktop_.display(), desktop_.root(), has_vt, XA_INTEGER, 32, PropModeReplace,
        reinterpret_cast<unsigned char*>(&here), 1
    );
    XSync(desktop_.display(), False);
    while (dialog_->at_hand()) {
    }
  };
  tell(0);
  EXPECT_FALSE(dialog_->next(std::chrono::milliseconds{2200}));
  tell(1);
  EXPECT_TRUE(alive_again());
}

TEST_F(BannerOnADesktop, LeavesWhenTheServiceHangsUp) {
  show(v1::SCOPE_VIEW);
  dialog_->hang_up();
  EXPECT_EQ(dialog_->exit_code(), 0);
}

}  // namespace
}  // namespace maintendue::testing
