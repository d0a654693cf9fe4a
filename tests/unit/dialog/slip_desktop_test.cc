// What an operator lays on the screen, on a real desktop.
#include <X11/keysym.h>
#include <gtest/gtest.h>

#include "tests/unit/dialog/desktop.h"
#include "tests/unit/dialog/dialog_process.h"

namespace maintendue::testing {
namespace {

using namespace std::chrono_literals;

constexpr int kBanner = 60;  // pixels, at the upper edge

pc::ServiceToDialog slip(const std::string& language = "fr") {
  pc::ServiceToDialog says;
  says.mutable_slip()->set_operator_name("Nadia");
  says.mutable_slip()->set_organisation("La Maison Numérique");
  says.mutable_slip()->set_language(language);
  says.mutable_slip()->mutable_slip()->set_number(7);
  return says;
}

pc::ServiceToDialog phrase(v1::Phrase which, const std::string& language = "fr") {
  pc::ServiceToDialog says = slip(language);
  says.mutable_slip()->mutable_slip()->set_phrase(which);
  return says;
}

pc::ServiceToDialog page(const std::string& url) {
  pc::ServiceToDialog says = slip();
  says.mutable_slip()->mutable_slip()->set_page(url);
  return says;
}

class SlipOnADesktop : public ::testing::Test {
 protected:
  // Comes up, is looked at, and has the keys once somebody clicks on its upper edge.
  ::Window comes_up(DialogProcess& dialog) {
    EXPECT_TRUE(dialog.until_shown());
    const ::Window window = desktop_.window("maintendue-slip");
    EXPECT_FALSE(dialog.next(1s)) << "nothing is answered before anybody does";
    return window;
  }
  void take_keys(::Window window) {
    const Desktop::Place at = desktop_.place(window);
    desktop_.click(at.x + at.width / 2, at.y + 30);
    ASSERT_TRUE(desktop_.until([&] { return desktop_.has_focus(window); }));
  }
  static std::optional<v1::SlipAnswer> answer(DialogProcess& dialog) {
    const auto says = dialog.next();
    if (!says || !says->has_slip()) return std::nullopt;
    return says->slip();
  }
  static void opened(DialogProcess& dialog, bool ok) {
    pc::ServiceToDialog says;
    says.mutable_slip_opened()->set_ok(ok);
    dialog.tell(says);
  }

  Desktop desktop_;
};

TEST_F(SlipOnADesktop, TakesNoFocusAndLeavesTheBannerAlone) {
  DialogProcess dialog(phrase(v1::PHRASE_CHARGER));
  const ::Window window = comes_up(dialog);
  EXPECT_FALSE(desktop_.has_focus(window));
  const Desktop::Place at = desktop_.place(window);
  EXPECT_GT(at.y, kBanner);
  EXPECT_GT(at.x + at.width / 2, 1366 / 2);
  EXPECT_LE(at.x + at.width, 1366);
  EXPECT_LE(at.y + at.height, 768);
}

TEST_F(SlipOnADesktop, StandsAtTheOtherSideForWhoReadsFromThere) {
  DialogProcess dialog(phrase(v1::PHRASE_CHARGER, "ar"));
  const Desktop::Place at = desktop_.place(comes_up(dialog));
  EXPECT_LT(at.x + at.width / 2, 1366 / 2);
  EXPECT_GE(at.x, 0);
}

TEST_F(SlipOnADesktop, TellsAnAnswerAndGoes) {
  DialogProcess dialog(phrase(v1::PHRASE_DO_YOU_SEE));
  take_keys(comes_up(dialog));
  desktop_.key_named(XK_KP_1);
  EXPECT_EQ(answer(dialog), v1::SLIP_ANSWER_YES);
  EXPECT_EQ(dialog.exit_code(), 0);  // after a moment, by itself
}

TEST_F(SlipOnADesktop, StaysForWhoDidNotUnderstandYet) {
  DialogProcess dialog(phrase(v1::PHRASE_CLICK_HERE));
  take_keys(comes_up(dialog));
  desktop_.key_named(XK_KP_3);
  EXPECT_EQ(answer(dialog), v1::SLIP_ANSWER_AGAIN);
  desktop_.key_named(XK_KP_4);
  EXPECT_EQ(answer(dialog), v1::SLIP_ANSWER_NOT_UNDERSTOOD);
  EXPECT_FALSE(dialog.next(6s)) << "it lies there";
  desktop_.key_named(XK_KP_5);
  EXPECT_EQ(answer(dialog), v1::SLIP_ANSWER_CALL_ME);
  desktop_.key_named(XK_KP_2);  // what was said is said
  EXPECT_EQ(dialog.exit_code(), 0);
}

TEST_F(SlipOnADesktop, IsClosedWithoutAnAnswer) {
  DialogProcess dialog(phrase(v1::PHRASE_HELLO));
  take_keys(comes_up(dialog));
  desktop_.key_named(XK_Return);
  desktop_.key_named(XK_Escape);
  EXPECT_FALSE(dialog.next());
  EXPECT_EQ(dialog.exit_code(), 0);
}

TEST_F(SlipOnADesktop, GoesWithTheService) {
  DialogProcess dialog(phrase(v1::PHRASE_HELLO));
  ASSERT_TRUE(dialog.until_shown());
  dialog.hang_up();
  EXPECT_EQ(dialog.exit_code(), 0);
}

TEST_F(SlipOnADesktop, IsNothingThatTheContractDoesNotTake) {
  for (const auto& says : {page("javascript:alert(1)"), page("https://a@b.example/"), slip()}) {
    DialogProcess dialog(says);
    EXPECT_EQ(dialog.exit_code(), 1);
  }
}

// The service sees to it: this program has no settings of the family's.
TEST_F(SlipOnADesktop, WantsAPageOpenedOnlyWhenItIsPressed) {
  DialogProcess dialog(page("https://www.ecole.example/cahier?jour=3"));
  take_keys(comes_up(dialog));
  EXPECT_FALSE(dialog.next(1s));
  const auto presses = [&] {
    desktop_.key_named(XK_space);
    EXPECT_EQ(answer(dialog), v1::SLIP_ANSWER_OPENED);
  };
  desktop_.key_named(XK_Tab);
  presses();
  desktop_.key_named(XK_space);
  EXPECT_FALSE(dialog.next(1s)) << "it is on its way";
  opened(dialog, false);
  EXPECT_FALSE(dialog.next(1s)) << "it stays where it did not open";
  presses();
  opened(dialog, true);
  EXPECT_EQ(dialog.exit_code(), 0);  // after a moment, by itself
}

}  // namespace
}  // namespace maintendue::testing
