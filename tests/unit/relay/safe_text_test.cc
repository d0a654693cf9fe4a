#include "relay/server/safe_text.h"

#include <gtest/gtest.h>

namespace maintendue::relay {
namespace {

constexpr const char* kBad = "\xEF\xBF\xBD";

TEST(RelaySafeText, LeavesOrdinaryTextAlone) {
  for (const char* text : {"salon", "PC d'Élodie n°2", "الحاسوب", "Debian GNU/Linux 12", "𝄞"}) {
    EXPECT_EQ(safe_text(text), text);
  }
}

TEST(RelaySafeText, CutsByCharactersAndNeverInsideOne) {
  std::string accents, cut;
  for (int i = 0; i < 100; ++i) accents += "é";
  for (int i = 0; i < 64; ++i) cut += "é";
  EXPECT_EQ(safe_text(accents), cut);
  EXPECT_EQ(safe_text("abcdef", 3), "abc");
}

TEST(RelaySafeText, ReplacesWhatControlsATerminal) {
  EXPECT_EQ(safe_text("a\x1b[2Jb"), std::string("a") + kBad + "[2Jb");
  EXPECT_EQ(safe_text("a\r\nb"), std::string("a") + kBad + kBad + "b");
  EXPECT_EQ(
      safe_text("a\xC2\x9B"
                "b"),
      std::string("a") + kBad + "b"
  ) << "C1 control";
  EXPECT_EQ(safe_text(std::string_view("a\0b", 3)), std::string("a") + kBad + "b");
}

TEST(RelaySafeText, ReplacesWhatIsInvisibleOrTurnsTheLine) {
  for (const char* trick : {"\u200B", "\u200F", "\u202E", "\u2066", "\uFEFF", "\u00AD", "\u2028"}) {
    EXPECT_EQ(safe_text(std::string("a") + trick + "b"), std::string("a") + kBad + "b");
  }
}

TEST(RelaySafeText, ReplacesWhatIsNotUtf8) {
  for (const char* bytes : {"\xFF", "\xC0\xAF", "\xE2\x82", "\xED\xA0\x80", "\xF5\x80\x80\x80"}) {
    const std::string safe = safe_text(bytes);
    EXPECT_EQ(safe.find(bytes), std::string::npos);
    EXPECT_EQ(safe.substr(0, 3), kBad);
  }
}

TEST(RelaySafeText, TakesSpacesAwayAround) {
  EXPECT_EQ(safe_text("  salon  "), "salon");
  EXPECT_EQ(safe_text("   "), "");
  EXPECT_EQ(safe_text(""), "");
}

}  // namespace
}  // namespace maintendue::relay
