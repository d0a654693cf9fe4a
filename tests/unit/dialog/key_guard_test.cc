#include "agent/dialog/key_guard.h"

#include <gdk/gdkkeysyms.h>
#include <gtest/gtest.h>

namespace maintendue::dialog {
namespace {

using namespace std::chrono_literals;

constexpr auto kEarly = KeyGuard::kQuiet - 1ms;
constexpr auto kLater = KeyGuard::kQuiet;
constexpr Key kEacute{11, GDK_KEY_eacute, false, true};

TEST(KeyGuard, KnowsTheKeysDrawnOnTheAnswers) {
  const std::pair<Key, KeyMeaning> meanings[] = {
      {{10, GDK_KEY_1}, KeyMeaning::No},
      {{11, GDK_KEY_2}, KeyMeaning::Choose},
      {{10, GDK_KEY_ampersand}, KeyMeaning::No},
      {kEacute, KeyMeaning::Choose},
      {{87, GDK_KEY_KP_1}, KeyMeaning::No},
      {{88, GDK_KEY_KP_Down}, KeyMeaning::Choose},
      {{200, GDK_KEY_2}, KeyMeaning::Choose},  // a keyboard on the screen that borrows a key code
      {{9, GDK_KEY_Escape}, KeyMeaning::No},
      {{36, GDK_KEY_Return}, KeyMeaning::Chosen},
      {{65, GDK_KEY_space}, KeyMeaning::Chosen},
      {{104, GDK_KEY_KP_Enter}, KeyMeaning::Chosen},
      {{23, GDK_KEY_Tab}, KeyMeaning::Pass},
      {{113, GDK_KEY_Left}, KeyMeaning::Pass},
      {{12, GDK_KEY_3, false, true}, KeyMeaning::Stray},
  };
  for (const auto& [key, meaning] : meanings) {
    EXPECT_EQ(KeyGuard{}.press(key, kLater), meaning) << key.code << " " << key.symbol;
  }
}

TEST(KeyGuard, AnswersNothingBeforeThePersonCanHaveSeenTheQuestion) {
  for (const Key& key :
       {Key{10, GDK_KEY_1}, Key{11, GDK_KEY_2}, Key{36, GDK_KEY_Return}, Key{65, GDK_KEY_space},
        Key{9, GDK_KEY_Escape}, Key{23, GDK_KEY_Tab}}) {
    EXPECT_EQ(KeyGuard{}.press(key, kEarly), KeyMeaning::Stray) << key.code;
    EXPECT_EQ(KeyGuard{}.press(key, -5ms), KeyMeaning::Stray) << key.code;
  }
}

// Fingers that go on writing, as fast as a child and as slow as 0.7 s a key.
TEST(KeyGuard, AnswersNothingToWhoWritesOn) {
  constexpr Key kWritten[] = {
      kEacute,
      {24, GDK_KEY_a, false, true},
      {10, GDK_KEY_ampersand, false, true},
      {65, GDK_KEY_space, false, true},
      kEacute,
      kEacute,
      {23, GDK_KEY_Tab},
      {36, GDK_KEY_Return},
  };
  for (const auto pace : {30ms, 200ms, 699ms}) {
    KeyGuard guard;
    std::chrono::milliseconds now = 0ms;
    for (int line = 0; line < 20; ++line) {
      for (const Key& key : kWritten) {
        now += pace;
        EXPECT_EQ(guard.press(key, now), KeyMeaning::Stray);
        guard.release(key.code);
      }
    }
  }
}

TEST(KeyGuard, WantsTheKeyOfYesTwiceWithNothingBetween) {
  KeyGuard guard;
  EXPECT_EQ(guard.press(kEacute, 1s), KeyMeaning::Choose);
  guard.release(11);
  EXPECT_EQ(guard.press(kEacute, 1500ms), KeyMeaning::Stray) << "créée";
  guard.release(11);
  EXPECT_EQ(guard.press(kEacute, 3s), KeyMeaning::Choose);
  guard.release(11);
  EXPECT_EQ(guard.press({24, GDK_KEY_a, false, true}, 4s), KeyMeaning::Stray);
  EXPECT_EQ(guard.press(kEacute, 5s), KeyMeaning::Choose);
  guard.release(11);
  EXPECT_EQ(guard.press(kEacute, 6s), KeyMeaning::Yes);
}

TEST(KeyGuard, TakesReturnForTheSecondWord) {
  KeyGuard guard;
  EXPECT_EQ(guard.press(kEacute, 1s), KeyMeaning::Choose);
  EXPECT_EQ(guard.press({36, GDK_KEY_Return}, 2s), KeyMeaning::Chosen);
}

TEST(KeyGuard, DoesNotTakeARepeatForAnAnswer) {
  KeyGuard guard;
  EXPECT_EQ(guard.press(kEacute, 1s), KeyMeaning::Choose);
  for (auto now = 1500ms; now < 5s; now += 30ms) {
    EXPECT_EQ(guard.press(kEacute, now), KeyMeaning::Ignored);  // still the same press
  }
  guard.release(11);
  EXPECT_EQ(guard.press(kEacute, 6s), KeyMeaning::Yes);
}

TEST(KeyGuard, DoesNotTakeAKeyThatWasDownWhenTheWindowCame) {
  KeyGuard guard;
  guard.appeared({10});
  EXPECT_EQ(guard.press({10, GDK_KEY_1}, 10s), KeyMeaning::Ignored);
  guard.release(10);
  EXPECT_EQ(guard.press({10, GDK_KEY_1}, 10s), KeyMeaning::No);
}

TEST(KeyGuard, LeavesShortcutsToTheDesktop) {
  KeyGuard guard;
  EXPECT_EQ(guard.press({11, GDK_KEY_2, true}, kEarly), KeyMeaning::Pass);
}

TEST(KeyGuard, TakesAClickAfterAWhileWithoutOne) {
  KeyGuard guard;
  EXPECT_FALSE(guard.click(-5ms));
  EXPECT_FALSE(guard.click(600ms)) << "a double click that the window came under";
  EXPECT_FALSE(guard.click(800ms));
  EXPECT_TRUE(guard.click(1500ms));
}

}  // namespace
}  // namespace maintendue::dialog
