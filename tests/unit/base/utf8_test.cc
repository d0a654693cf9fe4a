#include "base/utf8.h"

#include <gtest/gtest.h>

#include <string>

namespace maintendue {
namespace {

using namespace std::string_literals;

// The first and the last character of each length, and those beside the surrogates.
TEST(Utf8, ReadsACharacterAndItsLength) {
  struct Known {
    std::string text;
    char32_t value;
  };
  for (const Known& known : {
           Known{"\0"s, 0},
           {"\x7F"s, 0x7F},
           {"\xC2\x80"s, 0x80},
           {"\xDF\xBF"s, 0x7FF},
           {"\xE0\xA0\x80"s, 0x800},
           {"\xED\x9F\xBF"s, 0xD7FF},
           {"\xEE\x80\x80"s, 0xE000},
           {"\xEF\xBF\xBF"s, 0xFFFF},
           {"\xF0\x90\x80\x80"s, 0x10000},
           {"\xF4\x8F\xBF\xBF"s, 0x10FFFF},
       }) {
    const Utf8Character read = first_utf8(known.text + "x");
    EXPECT_EQ(read.value, known.value);
    EXPECT_EQ(read.bytes, known.text.size()) << static_cast<unsigned>(known.value);
  }
}

TEST(Utf8, RefusesWhatIsNotStrict) {
  for (const std::string& bad : {
           "\x80"s, "\xBF"s, "\xFE"s, "\xFF"s,                // no beginning
           "\xC0\xAF"s, "\xC1\xBF"s,                          // overlong
           "\xE0\x80\x80"s, "\xE0\x9F\xBF"s,                  //
           "\xF0\x80\x80\x80"s, "\xF0\x8F\xBF\xBF"s,          //
           "\xED\xA0\x80"s, "\xED\xBF\xBF"s,                  // surrogates
           "\xF4\x90\x80\x80"s, "\xF5\x80\x80\x80"s,          // too large
           "\xF8\x88\x80\x80\x80"s,                           //
           "\xC3\x28"s, "\xE2\x28\xA1"s, "\xF0\x9F\x98\x28"s  // not continued
       }) {
    EXPECT_EQ(first_utf8(bad).bytes, 0u) << bad;
    EXPECT_FALSE(is_utf8("good " + bad)) << bad;
  }
}

TEST(Utf8, IsNothingWhenItIsCutShort) {
  for (const std::string& whole : {"é"s, "€"s, "😀"s}) {
    for (std::size_t cut = 1; cut < whole.size(); ++cut) {
      EXPECT_EQ(first_utf8(whole.substr(0, cut)).bytes, 0u) << whole;
    }
  }
}

TEST(Utf8, IsKnownAsAWhole) {
  EXPECT_TRUE(is_utf8(""));
  EXPECT_TRUE(is_utf8("Été مرحبا 😀"));
}

}  // namespace
}  // namespace maintendue
