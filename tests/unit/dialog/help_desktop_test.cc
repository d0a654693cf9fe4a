// The window that asks for help, on a real desktop.
#include <X11/keysym.h>
#include <gtest/gtest.h>

#include <chrono>

#include "tests/unit/dialog/desktop.h"
#include "tests/unit/dialog/dialog_process.h"

namespace maintendue::testing {
namespace {

using namespace std::chrono_literals;

pc::ServiceToDialog desk(pc::HelpDesk::Line line, const std::string& language = "fr") {
  pc::ServiceToDialog says;
  says.mutable_help()->set_language(language);
  says.mutable_help()->set_organisation("La Maison Numérique");
  says.mutable_help()->set_phone("02 99 00 00 00");
  says.mutable_help()->set_line(line);
  return says;
}

pc::ServiceToDialog stands(pc::HelpStanding::Stage stage) {
  pc::ServiceToDialog says = desk(pc::HelpDesk::LINE_UP);
  pc::HelpStanding& standing = *says.mutable_help()->mutable_standing();
  standing.set_topic(v1::HELP_TOPIC_SCHOOL);
  standing.set_stage(stage);
  standing.set_operator_name("Nadia");
  return says;
}

class HelpOnADesktop : public ::testing::Test {
 protected:
  // The first press that is heard of.
  static std::optional<pc::HelpPressed> pressed(DialogProcess& dialog) {
    const auto says = dialog.next(2s);
    return says && says->has_help() ? std::optional(says->help()) : std::nullopt;
  }
  Desktop::Place place() { return desktop_.place(desktop_.window("maintendue-help")); }

  Desktop desktop_;
};

TEST_F(HelpOnADesktop, APictureIsPressedByItsKeyOnAFrenchKeyboardToo) {
  ASSERT_EQ(desktop_.run("setxkbmap -layout fr -variant oss"), 0);
  DialogProcess dialog(desk(pc::HelpDesk::LINE_UP));
  ASSERT_TRUE(dialog.until_shown());
  const ::Window window = desktop_.window("maintendue-help");
  ASSERT_TRUE(desktop_.until([&] { return desktop_.has_focus(window); }));
  constexpr unsigned kTopRow4 = 13;
  desktop_.key(kTopRow4);
  const auto says = pressed(dialog);
  ASSERT_TRUE(says);
  EXPECT_EQ(says->topic(), v1::HELP_TOPIC_SCHOOL);
}

TEST_F(HelpOnADesktop, APictureIsPressedByAClickOnIt) {
  DialogProcess dialog(desk(pc::HelpDesk::LINE_UP));
  ASSERT_TRUE(dialog.until_shown());
  const Desktop::Place at = place();
  desktop_.click(at.x + at.width * 7 / 8, at.y + at.height * 4 / 10);  // the last of the first row
  const auto says = pressed(dialog);
  ASSERT_TRUE(says);
  EXPECT_EQ(says->topic(), v1::HELP_TOPIC_SCHOOL);
}

TEST_F(HelpOnADesktop, IsMirroredForWhoReadsFromTheRight) {
  DialogProcess dialog(desk(pc::HelpDesk::LINE_UP, "ar"));
  ASSERT_TRUE(dialog.until_shown());
  const Desktop::Place at = place();
  desktop_.click(at.x + at.width * 7 / 8, at.y + at.height * 4 / 10);
  const auto says = pressed(dialog);
  ASSERT_TRUE(says);
  EXPECT_EQ(says->topic(), v1::HELP_TOPIC_INTERNET);
}

TEST_F(HelpOnADesktop, TheSecondHalfOfADoubleClickPressesNothingHoweverBusyThePcIs) {
  DialogProcess dialog(desk(pc::HelpDesk::LINE_UP));
  ASSERT_TRUE(dialog.until_shown());
  const ::Window window = desktop_.window("maintendue-help");
  ASSERT_TRUE(desktop_.until([&] { return desktop_.has_focus(window); }));
  const Desktop::Place before = desktop_.place(window);
  const auto turned = std::chrono::steady_clock::now();
  dialog.tell(stands(pc::HelpStanding::RECEIVED));
  ASSERT_TRUE(desktop_.until([&] { return desktop_.place(window).height != before.height; }));
  dialog.stand_still();
  for (int i = 0; i < 6; ++i) desktop_.key_named(XK_Tab);  // from Close round to what cancels
  desktop_.key_named(XK_Return);
  const bool in_time = std::chrono::steady_clock::now() < turned + 500ms;
  EXPECT_FALSE(dialog.next(1s)) << "it stands still";
  dialog.go_on();
  const auto early = pressed(dialog);
  if (!in_time) return;  // our own PC is so busy that this was no double click
  EXPECT_FALSE(early) << early->ShortDebugString();
  desktop_.key_named(XK_Return);
  const auto meant = pressed(dialog);
  ASSERT_TRUE(meant);
  EXPECT_TRUE(meant->cancel());
}

TEST_F(HelpOnADesktop, ADoubleClickOnItsOwnLanguagePressesNothingBehindIt) {
  DialogProcess dialog(desk(pc::HelpDesk::LINE_UP));
  ASSERT_TRUE(dialog.until_shown());
  const ::Window window = desktop_.window("maintendue-help");
  ASSERT_TRUE(desktop_.until([&] { return desktop_.has_focus(window); }));
  const int tall = desktop_.place(window).height;
  desktop_.chord(XK_Shift_L, XK_Shift_R, XK_Tab);
  desktop_.key_named(XK_Return);
  ASSERT_TRUE(desktop_.until([&] { return desktop_.place(window).height != tall; }));
  EXPECT_FALSE(dialog.next(1s)) << "whoever chooses looks first";
  const auto turned = std::chrono::steady_clock::now();
  const Desktop::Place at = desktop_.place(window);
  const int x = at.x + at.width / 8, y = at.y + at.height / 3;  // the first of all
  desktop_.click(x, y);
  desktop_.click(x, y);
  const bool in_time = std::chrono::steady_clock::now() < turned + 500ms;
  ASSERT_TRUE(desktop_.until([&] { return desktop_.place(window).height == tall; }));
  const auto says = pressed(dialog);
  if (!in_time) return;  // as above
  EXPECT_FALSE(says) << says->ShortDebugString();
}

TEST_F(HelpOnADesktop, ALanguageIsChosenWithoutAMouse) {
  DialogProcess dialog(desk(pc::HelpDesk::LINE_UP));
  ASSERT_TRUE(dialog.until_shown());
  const ::Window window = desktop_.window("maintendue-help");
  ASSERT_TRUE(desktop_.until([&] { return desktop_.has_focus(window); }));
  const Desktop::Place before = desktop_.place(window);
  desktop_.chord(XK_Shift_L, XK_Shift_R, XK_Tab);  // from Close to what stands beside it
  desktop_.key_named(XK_Return);
  ASSERT_TRUE(desktop_.until([&] { return desktop_.place(window).height != before.height; }));
  EXPECT_FALSE(dialog.next(1s)) << "whoever chooses looks first";
  desktop_.key_named(XK_4);  // no picture stands there
  desktop_.key_named(XK_Tab);
  desktop_.key_named(XK_Tab);
  desktop_.key_named(XK_Tab);
  desktop_.key_named(XK_Return);
  const auto says = pressed(dialog);
  ASSERT_TRUE(says);
  EXPECT_EQ(says->language(), "en");
}

TEST_F(HelpOnADesktop, IsWholeOnTheUsualScreenWithAllThereIsToSay) {
  for (const auto line : {pc::HelpDesk::LINE_NO_DEVICE, pc::HelpDesk::LINE_NO_NETWORK}) {
    DialogProcess dialog(desk(line));
    ASSERT_TRUE(dialog.until_shown());
    const Desktop::Place at = place();
    EXPECT_GE(at.x, 0);
    EXPECT_GE(at.y, 0);
    EXPECT_LE(at.x + at.width, 1366);
    EXPECT_LE(at.y + at.height, 768);
  }
}

TEST_F(HelpOnADesktop, IsClosedByEscapeAndByItsButton) {
  for (const unsigned long key : {XK_Escape, XK_space}) {  // the button has the focus
    DialogProcess dialog(stands(pc::HelpStanding::TAKEN));
    ASSERT_TRUE(dialog.until_shown());
    const ::Window window = desktop_.window("maintendue-help");
    ASSERT_TRUE(desktop_.until([&] { return desktop_.has_focus(window); }));
    desktop_.key_named(key);
    EXPECT_EQ(dialog.exit_code(), 0);
  }
}

TEST_F(HelpOnADesktop, GoesWithTheService) {
  DialogProcess dialog(desk(pc::HelpDesk::LINE_UP));
  ASSERT_TRUE(dialog.until_shown());
  dialog.hang_up();
  EXPECT_EQ(dialog.exit_code(), 0);
}

}  // namespace
}  // namespace maintendue::testing
