// Plans of strokes, without a server: what surrounds a key, what is borrowed, when to wait.
#include "agent/screen/typist.h"

#include <X11/XF86keysym.h>
#include <X11/keysym.h>
#include <gtest/gtest.h>

namespace maintendue::screen {
namespace {

using namespace std::chrono_literals;

const SteadyTime kNow{1h};
constexpr Mods kLevel3 = 0x80;

Key key_of(KeyType type, std::vector<Keysym> symbols) {
  return {{{std::move(type), std::move(symbols)}}, 0};
}

const KeyType kTwo{kShift, {{kShift, 1}}};
const KeyType kFour{
    kShift | kLevel3, {{kShift, 1}, {kLevel3, 2}, {static_cast<Mods>(kShift | kLevel3), 3}}
};

// A small keyboard: a/A, q on a four-level key with @ on AltGr, Shift, AltGr, Control, Tab;
// `spares` keys without a meaning; everything else is not there.
KeyboardMap small_map(int spares) {
  KeyboardMap map;
  map.first = 10;
  map.keys[10] = key_of(kTwo, {'a', 'A'});
  map.keys[11] = key_of(kFour, {'q', 'Q', '@', 0});
  map.keys[12] = {{{{}, {XK_Shift_L}}}, kShift};
  map.keys[13] = {{{{}, {XK_ISO_Level3_Shift}}}, kLevel3};
  map.keys[14] = {{{{}, {XK_Control_L}}}, 4};
  map.keys[15] = key_of({}, {XK_Tab});
  map.last = static_cast<Keycode>(15 + spares);
  map.index();
  return map;
}

Act press(int code) { return {.kind = Act::Press, .code = code}; }
Act release(int code) { return {.kind = Act::Release, .code = code}; }

class TypistTest : public testing::Test {
 protected:
  void use(int spares) { typist.learn(small_map(spares)); }
  Acts type(Keysym keysym, KeyboardState state = {}) {
    auto plan = typist.key(keysym, true, state, now);
    EXPECT_FALSE(plan.not_before);
    EXPECT_TRUE(typist.key(keysym, false, state, now).acts.empty());
    return plan.acts;
  }
  Acts hold(Keysym keysym) { return typist.key(keysym, true, {}, now).acts; }

  Typist typist;
  SteadyTime now = kNow;
};

TEST_F(TypistTest, AKeyIsStruckNotHeld) {
  use(0);
  EXPECT_EQ(type('a'), (Acts{press(10), release(10)}));
}

TEST_F(TypistTest, LevelsArePressedAroundTheKey) {
  use(0);
  EXPECT_EQ(type('A'), (Acts{press(12), press(10), release(10), release(12)}));
  EXPECT_EQ(type('@'), (Acts{press(13), press(11), release(11), release(13)}));
}

TEST_F(TypistTest, TheOperatorsShiftIsLetGoAndTakenBack) {
  use(0);
  EXPECT_EQ(hold(XK_Shift_L), (Acts{press(12)}));
  EXPECT_EQ(type('A'), (Acts{press(10), release(10)}));
  EXPECT_EQ(
      type('@'), (Acts{release(12), press(13), press(11), release(11), release(13), press(12)})
  );
  EXPECT_EQ(type(XK_Tab), (Acts{press(15), release(15)}));  // Shift+Tab stays Shift+Tab
  EXPECT_EQ(typist.key(XK_Shift_L, false, {}, now).acts, (Acts{release(12)}));
}

TEST_F(TypistTest, LocksOfTheOperatorDoNothing) {
  use(0);
  EXPECT_TRUE(type(XK_Caps_Lock).empty());
  EXPECT_TRUE(type(XK_Num_Lock).empty());
  EXPECT_TRUE(type(XK_ISO_Level3_Shift).empty());
}

TEST_F(TypistTest, CapsLockIsTakenOutAroundTheKey) {
  use(0);
  const Act off{.kind = Act::Lock, .mods = kLock},
      on{.kind = Act::Lock, .mods = kLock, .value = kLock};
  EXPECT_EQ(type('a', {0, kLock}), (Acts{off, press(10), release(10), on}));
}

TEST_F(TypistTest, AShortcutTakesTheLetterWithoutShift) {
  use(0);
  hold(XK_Control_L);
  EXPECT_EQ(type('A'), (Acts{press(10), release(10)}));
  EXPECT_EQ(type('q'), (Acts{press(11), release(11)}));
}

TEST_F(TypistTest, EverythingHeldIsReleasedTheLastFirst) {
  use(0);
  hold(XK_Control_L);
  hold(XK_Shift_L);
  hold(XK_Shift_R);  // the same key of the PC
  EXPECT_EQ(typist.release_all(), (Acts{release(12), release(12), release(14)}));
  EXPECT_TRUE(typist.release_all().empty());
}

TEST_F(TypistTest, AMissingCharacterBorrowsAKey) {
  use(1);
  const Act bind{.kind = Act::Bind, .code = 16, .plain = XK_eacute, .shifted = XK_eacute};
  EXPECT_EQ(type(XK_eacute), (Acts{bind, press(16), release(16)}));
  EXPECT_EQ(type(XK_eacute), (Acts{press(16), release(16)}));
  EXPECT_EQ(typist.give_back(), (Acts{{.kind = Act::Bind, .code = 16}}));
}

TEST_F(TypistTest, ASecondCharacterSharesTheKeyWithShift) {
  use(1);
  type(XK_eacute);
  const Act bind{.kind = Act::Bind, .code = 16, .plain = XK_eacute, .shifted = XK_agrave};
  EXPECT_EQ(type(XK_agrave), (Acts{bind, press(12), press(16), release(16), release(12)}));
  EXPECT_EQ(type(XK_eacute), (Acts{press(16), release(16)}));
}

TEST_F(TypistTest, ABorrowedKeyRestsBeforeItMeansSomethingElse) {
  use(1);
  type(XK_eacute);
  now += 100ms;
  type(XK_agrave);
  const auto plan = typist.key(XK_ccedilla, true, {}, now);
  EXPECT_TRUE(plan.acts.empty());
  EXPECT_EQ(plan.not_before, kNow + BorrowedKeys::kRest);  // the one used least recently
  now = *plan.not_before;
  const Act bind{.kind = Act::Bind, .code = 16, .plain = XK_ccedilla, .shifted = XK_agrave};
  EXPECT_EQ(type(XK_ccedilla), (Acts{bind, press(16), release(16)}));
}

TEST_F(TypistTest, AShortcutNeverBorrowsAShiftedPlace) {
  use(1);
  type(XK_eacute);
  hold(XK_Control_L);
  const auto plan = typist.key('c', true, {}, now);
  EXPECT_TRUE(plan.not_before
  );  // the plain place is not rested; Ctrl+Shift+C would be another command
  now += 1s;
  const Act bind{.kind = Act::Bind, .code = 16, .plain = 'c', .shifted = 'c'};
  EXPECT_EQ(type('c'), (Acts{bind, press(16), release(16)}));
}

TEST_F(TypistTest, WithoutAnyKeyNothingIsTyped) {
  use(0);
  EXPECT_TRUE(type(XK_eacute).empty());
}

TEST_F(TypistTest, AnotherLayoutOfThePcIsUsedForOneStroke) {
  KeyboardMap map = small_map(0);
  map.keys[10].groups.push_back({kTwo, {XK_Arabic_sheen, 0}});
  map.groups = 2;
  typist.learn(map);
  const Act there{.kind = Act::Group, .code = 1}, back{.kind = Act::Group, .code = 0};
  EXPECT_EQ(type(XK_Arabic_sheen), (Acts{there, press(10), release(10), back}));
}

// Nothing that puts another console, or none, in front of the family: its banner would stay behind.
TEST_F(TypistTest, NoKeyTakesTheSessionAway) {
  KeyboardMap map = small_map(5);
  map.keys[16] = {{{{}, {XK_Alt_L}}}, 8};
  map.keys[17] = key_of({}, {XK_F1});
  map.keys[18] = key_of({}, {XK_BackSpace});
  map.index();
  typist.learn(map);
  for (const Keysym keysym :
       {Keysym{XF86XK_Switch_VT_1}, Keysym{XF86XK_Switch_VT_12}, Keysym{XK_Terminate_Server},
        Keysym{XF86XK_Ungrab}}) {
    EXPECT_EQ(type(keysym), Acts{}) << keysym;
  }
  EXPECT_EQ(type(XK_F1), (Acts{press(17), release(17)}));
  hold(XK_Control_L);
  EXPECT_EQ(type(XK_F1), (Acts{press(17), release(17)}));
  hold(XK_Alt_L);
  EXPECT_EQ(type(XK_F1), Acts{});
  EXPECT_EQ(type(XK_BackSpace), Acts{});
  EXPECT_EQ(type(XK_Tab), (Acts{press(15), release(15)}));
}

}  // namespace
}  // namespace maintendue::screen
