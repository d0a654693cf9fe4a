// The viewer's stream, to the byte.
#include "agent/screen/rfb_filter.h"

#include <gtest/gtest.h>

#include <random>

#include "agent/screen/cut_text.h"

namespace maintendue::screen {
namespace {

using lease::Scope;
using namespace std::string_literals;

const std::string kHandshake = "RFB 003.008\n\x01\x01"s;
const std::string kKey = "\x04\x01\0\0\0\0\x00\x61"s;
const std::string kPointer = "\x05\x01\x01\x02\x00\x10"s;
const std::string kCutText = "\x06\0\0\0\0\0\0\x02hi"s;
const std::string kIncremental = "\x03\x01\0\0\0\0\x05\x56\x03\x00"s;
const std::string kWhole = "\x03\0\0\0\0\0\x05\x56\x03\x00"s;
const std::string kWholeForLibrary = "\x03\0\0\0\0\0\xff\xff\xff\xff"s;
const std::string kPixelFormat = "\0\0\0\0\x20\x18\0\x01\0\xff\0\xff\0\xff\x10\x08\0\0\0\0"s;

// A filter past its handshake, under these orders.
RfbFilter talking(Orders orders) {
  RfbFilter filter;
  filter.obey(orders);
  EXPECT_TRUE(filter.feed(kHandshake));
  return filter;
}

TEST(RfbFilter, TheHandshakeStaysHere) {
  RfbFilter filter;
  for (const char c : kHandshake) {
    const auto passed = filter.feed({&c, 1});
    ASSERT_TRUE(passed);
    EXPECT_TRUE(passed->for_library.empty());
  }
  EXPECT_EQ(filter.feed(kWhole)->for_library, kWholeForLibrary);
}

TEST(RfbFilter, OtherVersionsAndSecurityTypesEndTheSession) {
  EXPECT_EQ(RfbFilter().feed("RFB 003.003\n").error().code, Errc::BadMessage);
  EXPECT_EQ(RfbFilter().feed("GET / HTTP/1").error().code, Errc::BadMessage);
  EXPECT_EQ(RfbFilter().feed("RFB 003.008\n\x02").error().code, Errc::BadMessage);
}

TEST(RfbFilter, AnySlicingGivesTheSame) {
  const std::string all = kPixelFormat + "\x02\0\0\x02\0\0\0\x10\xff\xff\xff\x11"s + kWhole + kKey +
                          kPointer + kCutText + kIncremental + kKey;
  const Orders control{Scope::Control};
  const auto whole = talking(control).feed(all);
  ASSERT_TRUE(whole);
  EXPECT_EQ(whole->said.size(), 4u);
  for (std::size_t slice = 1; slice < all.size(); ++slice) {
    RfbFilter filter = talking(control);
    RfbFilter::Passed sum;
    for (std::size_t at = 0; at < all.size(); at += slice) {
      const auto passed = filter.feed(std::string_view(all).substr(at, slice));
      ASSERT_TRUE(passed);
      sum.for_library += passed->for_library;
      sum.said.insert(sum.said.end(), passed->said.begin(), passed->said.end());
    }
    EXPECT_EQ(sum.for_library, whole->for_library);
    EXPECT_TRUE(sum.said == whole->said);
  }
}

TEST(RfbFilter, InputPassesOnlyWithControlThatIsNotSuspended) {
  for (const Orders orders :
       {Orders{Scope::Nothing}, Orders{Scope::View}, Orders{Scope::Control, true}}) {
    const auto passed = talking(orders).feed(kKey + kPointer + kCutText);
    ASSERT_TRUE(passed);
    EXPECT_TRUE(passed->said.empty());
    EXPECT_TRUE(passed->for_library.empty());
  }
  const auto passed = talking({Scope::Control}).feed(kKey + kPointer + kCutText);
  ASSERT_EQ(passed->said.size(), 3u);
  EXPECT_TRUE(passed->said[0] == Said(KeyEvent{'a', true}));
  EXPECT_TRUE(passed->said[1] == Said(PointerEvent{{0x102, 0x10}, 1}));
  EXPECT_TRUE(passed->said[2] == Said(CutText{"hi"}));
}

TEST(RfbFilter, TheLibraryNeverSeesInput) {
  const auto passed = talking({Scope::Control}).feed(kKey + kPointer + kCutText);
  EXPECT_TRUE(passed->for_library.empty());
}

TEST(RfbFilter, OnlyTheFirstRequestAndWholeOnesReachTheLibrary) {
  RfbFilter filter = talking({Scope::View});
  EXPECT_EQ(filter.feed(kIncremental)->for_library, kWholeForLibrary);
  EXPECT_EQ(filter.feed(kIncremental)->for_library, "");
  EXPECT_EQ(filter.feed(kWhole)->for_library, kWholeForLibrary);
  EXPECT_EQ(filter.feed("\x03\0\0\0\0\0\0\0\0\0"s)->for_library, kWholeForLibrary);
}

TEST(RfbFilter, EncodingsOutsideTheListAreTakenOut) {
  // Hextile, Tight, TightVNC's file transfer, SupportedMessages, quality 6, x cursor.
  const std::string asked =
      "\x02\0\0\x06\0\0\0\x05\0\0\0\x07\xff\xfe\x00\x00\xff\xfe\x00\x02\xff\xff\xff\xe6\xff\xff\xff\x10"s;
  const std::string left = "\x02\0\0\x02\0\0\0\x07\xff\xff\xff\xe6"s;
  EXPECT_EQ(talking({Scope::View}).feed(asked)->for_library, left);
}

TEST(RfbFilter, TheExtendedClipboardIsOursNotTheLibrarys) {
  const auto passed = talking({Scope::View}).feed("\x02\0\0\x01\xc0\xa1\xe5\xce"s);
  EXPECT_EQ(passed->for_library, "\x02\0\0\0"s);
  ASSERT_EQ(passed->said.size(), 1u);
  EXPECT_TRUE(passed->said[0] == Said(ClipboardTalk{ClipboardTalk::Offered}));
}

TEST(RfbFilter, TooManyEncodingsEndTheSession) {
  EXPECT_FALSE(talking({Scope::View}).feed("\x02\0\xff\xff"s));
  EXPECT_FALSE(talking({Scope::View}).feed("\x02\0\0\x81"s));
}

TEST(RfbFilter, EveryTypeThatIsNotOnTheListEndsTheSession) {
  for (int type = 0; type < 256; ++type) {
    if (type == 0 || (type >= 2 && type <= 6)) continue;
    RfbFilter filter = talking({Scope::Control});
    EXPECT_FALSE(filter.feed(std::string(1, static_cast<char>(type)))) << type;
    EXPECT_FALSE(filter.feed(kKey)) << "it stays broken";
  }
}

TEST(RfbFilter, OddPixelFormatsEndTheSession) {
  EXPECT_EQ(talking({Scope::View}).feed(kPixelFormat)->for_library, kPixelFormat);
  for (const auto& [at, value] : std::vector<std::pair<int, char>>{
           {4, 24}, {4, 0}, {7, 0}, {9, '\xfe'}, {9, 0}, {14, 25}, {15, '\xff'}, {16, 30}
       }) {
    std::string odd = kPixelFormat;
    odd[at] = value;
    EXPECT_FALSE(talking({Scope::View}).feed(odd)) << at;
  }
}

TEST(RfbFilter, ATextThatIsTooLongIsSkippedAndNotKept) {
  RfbFilter filter = talking({Scope::Control});
  const std::string header = "\x06\0\0\0\0\x01\x00\x01"s;  // 65537
  EXPECT_TRUE(filter.feed(header)->said.empty());
  for (int i = 0; i < 65537; i += 1024) {
    EXPECT_TRUE(filter.feed(std::string(std::min(1024, 65537 - i), 'x'))->said.empty());
  }
  EXPECT_EQ(filter.feed(kKey)->said.size(), 1u);
  EXPECT_FALSE(filter.feed("\x06\0\0\0\x7f\xff\xff\xff"s));
}

TEST(RfbFilter, ExtendedTextIsInflatedHere) {
  RfbFilter filter = talking({Scope::Control});
  Bytes message = extended_cut_text("Été\nœuvre €");
  message[0] = '\x06';
  const auto passed = filter.feed(message);
  ASSERT_TRUE(passed);
  ASSERT_EQ(passed->said.size(), 1u);
  EXPECT_TRUE(passed->said[0] == Said(CutText{"Été\nœuvre €"}));
  EXPECT_TRUE(talking({Scope::View}).feed(message)->said.empty());
}

// Any bytes: no crash, no unbounded memory, and an end that stays an end.
TEST(RfbFilter, NoiseIsHarmless) {
  std::mt19937 random(42);
  for (int round = 0; round < 2000; ++round) {
    RfbFilter filter = talking({Scope::Control});
    for (int i = 0; i < 20; ++i) {
      std::string noise(random() % 40, '\0');
      for (char& c : noise) c = static_cast<char>(random() % 3 == 0 ? random() % 7 : random());
      const auto passed = filter.feed(noise);
      if (!passed) break;
      EXPECT_LE(passed->for_library.size(), 1000u);
    }
  }
}

}  // namespace
}  // namespace maintendue::screen
