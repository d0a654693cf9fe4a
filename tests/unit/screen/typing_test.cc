// What the mediator types is what appears: keysyms into real windows under real layouts.
#include <gtest/gtest.h>

#include "tests/unit/screen/screen_program.h"
#include "tests/unit/screen/typing_window.h"
#include "tests/unit/screen/x_server.h"

namespace maintendue::test {
namespace {

const std::string kFrench = "Été à la plage : ça coûte 3 € @ l'œuvre {[|]} ~ #";
const std::string kArabic = "مرحبا بكم";

struct Layout {
  const char* names;
  const char* variants;
  int group;  // the one in use
};

class Typing : public testing::TestWithParam<Layout> {
 protected:
  void SetUp() override {
    x.set_layout(GetParam().names, GetParam().variants);
    XkbLockGroup(x.display(), XkbUseCoreKbd, GetParam().group);
    XSync(x.display(), False);
    window.emplace(x);
    program.emplace(x.name());
    program->order(lease::Scope::Control);
    program->look({kRaw});
  }
  RfbClient& viewer() { return program->viewer(); }
  void type(const std::string& text) {
    for (const auto keysym : keysyms(text)) viewer().type(keysym);
  }
  // With Shift down around what a US keyboard needs it for, as a browser sends it.
  void type_from_us(const std::string& text) {
    for (const auto keysym : keysyms(text)) {
      const bool shifted =
          keysym < 0x80 && std::string("~!@#$%^&*()_+{}|:\"<>?").find(static_cast<char>(keysym)) !=
                               std::string::npos;
      const bool upper = keysym == 0xc9 || (keysym >= 'A' && keysym <= 'Z');
      if (shifted || upper) viewer().key(XK_Shift_L, true);
      viewer().type(keysym);
      if (shifted || upper) viewer().key(XK_Shift_L, false);
    }
  }
  Pressed strike_with(std::uint32_t modifier, std::uint32_t keysym) {
    viewer().key(modifier, true);
    viewer().type(keysym);
    viewer().key(modifier, false);
    const auto pressed = window->read_keys(1);
    return pressed.empty() ? Pressed{} : pressed[0];
  }

  XServer x = XServer::virtual_one("640x480x24");
  std::optional<TypingWindow> window;
  std::optional<ScreenProgram> program;
};

TEST_P(Typing, FrenchArrivesExactly) {
  type(kFrench);
  EXPECT_EQ(window->read(characters(kFrench)), kFrench);
}

TEST_P(Typing, FrenchFromAUsKeyboardArrivesExactly) {
  type_from_us(kFrench);
  EXPECT_EQ(window->read(characters(kFrench)), kFrench);
  EXPECT_TRUE(eventually([&] { return x.keys_down().empty(); }));
}

TEST_P(Typing, ArabicArrivesExactly) {
  type(kArabic);
  EXPECT_EQ(window->read(characters(kArabic)), kArabic);
}

TEST_P(Typing, CapsLockChangesNothingAndStaysOn) {
  XkbLockModifiers(x.display(), XkbUseCoreKbd, LockMask, LockMask);
  XSync(x.display(), False);
  const std::string text = "Abc é À 12 œ ا";
  type(text);
  EXPECT_EQ(window->read(characters(text)), text);
  XkbStateRec state{};
  XkbGetState(x.display(), XkbUseCoreKbd, &state);
  EXPECT_EQ(state.locked_mods & LockMask, LockMask);
}

TEST_P(Typing, ShortcutsMeanTheirLetter) {
  for (const char letter : {'c', 'v', 'z', 'a', 'q', 'w'}) {
    const Pressed pressed = strike_with(XK_Control_L, letter);
    EXPECT_EQ(pressed.keysym, static_cast<unsigned long>(letter));
    EXPECT_EQ(
        pressed.state & (ShiftMask | ControlMask | Mod1Mask), static_cast<unsigned>(ControlMask)
    );
  }
  viewer().key(XK_Shift_L, true);
  const Pressed pressed = strike_with(XK_Control_L, 'T');
  viewer().key(XK_Shift_L, false);
  EXPECT_EQ(
      pressed.state & (ShiftMask | ControlMask), static_cast<unsigned>(ShiftMask | ControlMask)
  );
  EXPECT_TRUE(pressed.keysym == 'T' || pressed.keysym == 't');  // a borrowed key has one case
}

TEST_P(Typing, AltTabAndFunctionKeys) {
  const Pressed tab = strike_with(XK_Alt_L, XK_Tab);
  EXPECT_EQ(tab.keysym, static_cast<unsigned long>(XK_Tab));
  EXPECT_EQ(tab.state & (ShiftMask | ControlMask | Mod1Mask), static_cast<unsigned>(Mod1Mask));
  const Pressed end = strike_with(XK_Shift_L, XK_End);
  EXPECT_EQ(end.keysym, static_cast<unsigned long>(XK_End));
  EXPECT_EQ(end.state & ShiftMask, static_cast<unsigned>(ShiftMask));
  for (const std::uint32_t keysym :
       {XK_Return, XK_BackSpace, XK_Escape, XK_F5, XK_Left, XK_Delete}) {
    viewer().type(keysym);
    const auto pressed = window->read_keys(1);
    ASSERT_EQ(pressed.size(), 1u);
    EXPECT_EQ(pressed[0].keysym, keysym);
  }
}

TEST_P(Typing, DeadKeysCompose) {
  viewer().type(XK_dead_circumflex);
  viewer().type('e');
  viewer().type(XK_dead_diaeresis);
  viewer().type('i');
  EXPECT_EQ(window->read(2), "êï");
}

TEST_P(Typing, KeypadDigitsDoNotDependOnNumLock) {
  viewer().type(XK_KP_7);
  EXPECT_EQ(window->read(1), "7");
  XkbLockModifiers(x.display(), XkbUseCoreKbd, Mod2Mask, Mod2Mask);
  XSync(x.display(), False);
  viewer().type(XK_KP_4);
  EXPECT_EQ(window->read(1), "4");
}

// More letters than the layout has unused keys, and a program that looks at nothing until all are
// sent.
TEST_P(Typing, ALaggingProgramGetsTheRightLetters) {
  const std::string cyrillic = "абвгдежзийклмнопрстуфхцчшщъыьэюя";
  type(cyrillic);
  window->lag(2 * 32);
  EXPECT_EQ(window->read(32), cyrillic);
}

INSTANTIATE_TEST_SUITE_P(
    Layouts,
    Typing,
    testing::Values(
        Layout{"fr", "", 0},
        Layout{"fr", "oss", 0},
        Layout{"us", "", 0},
        Layout{"ara", "", 0},
        Layout{"fr,ara", ",", 0},
        Layout{"fr,ara", ",", 1}
    ),
    [](const auto& info) {
      std::string name = std::string(info.param.names) + info.param.variants;
      std::erase(name, ',');
      return name + std::to_string(info.param.group);
    }
);

class BorrowedKeysOnX : public testing::Test {
 protected:
  XServer x = XServer::virtual_one("640x480x24");
};

TEST_F(BorrowedKeysOnX, AreGivenBack) {
  x.set_layout("us");
  const auto symbols = [&] {
    int per_key = 0;
    KeySym* all = XGetKeyboardMapping(x.display(), 8, 248, &per_key);
    int used = 0;
    for (int i = 0; i < 248 * per_key; ++i) used += all[i] != NoSymbol;
    XFree(all);
    return used;
  };
  const int before = symbols();
  TypingWindow window(x);
  ScreenProgram program(x.name());
  program.order(lease::Scope::Control);
  program.look({kRaw});
  for (const auto keysym : keysyms("жшя")) program.viewer().type(keysym);
  EXPECT_EQ(window.read(3), "жшя");
  EXPECT_GT(symbols(), before);
  program.close_rfb();
  EXPECT_EQ(program.exit_code(), 0);
  EXPECT_EQ(symbols(), before);
}

TEST_F(BorrowedKeysOnX, FollowALayoutThatChangesInMidSession) {
  x.set_layout("us");
  TypingWindow window(x);
  ScreenProgram program(x.name());
  program.order(lease::Scope::Control);
  program.look({kRaw});
  for (const auto keysym : keysyms("aéz")) program.viewer().type(keysym);
  EXPECT_EQ(window.read(3), "aéz");
  x.set_layout("fr");
  for (const auto keysym : keysyms("aéz€œ")) program.viewer().type(keysym);
  EXPECT_EQ(window.read(5), "aéz€œ");
}

}  // namespace
}  // namespace maintendue::test
