#include "agent/dialog/key_guard.h"

#include <gdk/gdkkeysyms.h>
#include <gtest/gtest.h>

namespace maintendue::dialog {
namespace {

using namespace std::chrono_literals;

constexpr auto kEarly = KeyGuard::kDeaf - 1ms;
constexpr auto kLater = KeyGuard::kDeaf;

TEST(KeyGuard, KnowsTheKeysDrawnOnTheAnswers) {
  const std::pair<Key, KeyMeaning> meanings[] = {
      {{10, GDK_KEY_1}, KeyMeaning::No},         {{11, GDK_KEY_2}, KeyMeaning::Yes},
      {{10, GDK_KEY_ampersand}, KeyMeaning::No}, {{11, GDK_KEY_eacute}, KeyMeaning::Yes},
      {{87, GDK_KEY_KP_1}, KeyMeaning::No},      {{88, GDK_KEY_KP_Down}, KeyMeaning::Yes},
      {{200, GDK_KEY_2}, KeyMeaning::Yes},  // a keyboard on the screen that borrows a key code
      {{9, GDK_KEY_Escape}, KeyMeaning::No},     {{36, GDK_KEY_Return}, KeyMeaning::Chosen},
      {{65, GDK_KEY_space}, KeyMeaning::Chosen}, {{104, GDK_KEY_KP_Enter}, KeyMeaning::Chosen},
      {{23, GDK_KEY_Tab}, KeyMeaning::Pass},     {{113, GDK_KEY_Left}, KeyMeaning::Pass},
      {{12, GDK_KEY_3}, KeyMeaning::Pass},
  };
  for (const auto& [key, meaning] : meanings) {
    EXPECT_EQ(KeyGuard{}.press(key, kLater), meaning) << key.code << " " << key.symbol;
  }
}

TEST(KeyGuard, AnswersNothingBeforeThePersonCanHaveSeenTheQuestion) {
  for (const Key& key :
       {Key{10, GDK_KEY_1}, Key{11, GDK_KEY_2}, Key{36, GDK_KEY_Return}, Key{65, GDK_KEY_space},
        Key{9, GDK_KEY_Escape}}) {
    KeyGuard guard;
    EXPECT_EQ(guard.press(key, kEarly), KeyMeaning::Nothing) << key.code;
    EXPECT_EQ(guard.press(key, 0ms), KeyMeaning::Nothing) << key.code;
  }
  EXPECT_FALSE(KeyGuard::listens(kEarly));
  EXPECT_FALSE(KeyGuard::listens(-5ms));
  EXPECT_TRUE(KeyGuard::listens(kLater));
}

TEST(KeyGuard, DoesNotTakeARepeatForAnAnswer) {
  KeyGuard guard;
  EXPECT_EQ(guard.press({11, GDK_KEY_2}, kEarly), KeyMeaning::Nothing);
  EXPECT_EQ(guard.press({11, GDK_KEY_2}, kLater), KeyMeaning::Nothing);  // still the same press
  guard.release(11);
  EXPECT_EQ(guard.press({11, GDK_KEY_2}, kLater), KeyMeaning::Yes);
}

TEST(KeyGuard, DoesNotTakeAKeyThatWasDownWhenTheWindowCame) {
  KeyGuard guard;
  guard.appeared({11});
  EXPECT_EQ(guard.press({11, GDK_KEY_2}, 10s), KeyMeaning::Nothing);
  guard.release(11);
  EXPECT_EQ(guard.press({11, GDK_KEY_2}, 10s), KeyMeaning::Yes);
}

TEST(KeyGuard, LeavesShortcutsToTheDesktop) {
  KeyGuard guard;
  EXPECT_EQ(guard.press({11, GDK_KEY_2, true}, kLater), KeyMeaning::Pass);
}

}  // namespace
}  // namespace maintendue::dialog
