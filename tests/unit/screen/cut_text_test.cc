// Clipboard text on the wire, and the conversation about it.
#include "agent/screen/cut_text.h"

#include <gtest/gtest.h>
#include <zlib.h>

#include "agent/screen/clipboard_exchange.h"

namespace maintendue::screen {
namespace {

using namespace std::string_literals;

std::string deflated(const std::string& plain) {
  uLongf size = ::compressBound(plain.size());
  std::string out(size, '\0');
  ::compress(
      reinterpret_cast<Bytef*>(out.data()), &size, reinterpret_cast<const Bytef*>(plain.data()),
      plain.size()
  );
  out.resize(size);
  return out;
}

const std::string kProvideText = "\x10\0\0\x01"s;

TEST(CutText, LatinOneBothWays) {
  EXPECT_EQ(read_plain_cut_text("\xc9t\xe9\r\n")->utf8, "Été\n");
  EXPECT_EQ(plain_cut_text("Été €"), "\x03\0\0\0\0\0\0\x05\xc9t\xe9 ?"s);
  EXPECT_FALSE(read_plain_cut_text(std::string(kLongestCutText + 1, 'x')));
  EXPECT_FALSE(read_plain_cut_text(std::string(kLongestCutText, '\xe9')));  // doubles in UTF-8
}

TEST(CutText, AProvidedTextIsReadToItsNul) {
  const auto said = read_extended_cut_text(
      kProvideText + deflated("\0\0\0\x04"
                              "a\r\n\0"s)
  );
  ASSERT_TRUE(said && *said);
  EXPECT_TRUE(**said == Said(CutText{"a\n"}));
}

TEST(CutText, WhatItClaimsMustBeThere) {
  const auto bad = [](const std::string& body) { return !read_extended_cut_text(body); };
  EXPECT_TRUE(bad(""));
  EXPECT_TRUE(bad("\x10\0\0"s));
  EXPECT_TRUE(bad(kProvideText + "not zlib"));
  EXPECT_TRUE(
      bad(kProvideText + deflated("\0\0\0\x09"
                                  "abc"s))
  );
  EXPECT_TRUE(bad(kProvideText + deflated("\0\0\0\x02\xc3\x28"s)));
  EXPECT_TRUE(bad("\x08\0\0\x01tail"s));
  EXPECT_TRUE(bad("\x01\0\0\x01\0\0"s));
}

TEST(CutText, ABombIsNotInflated) {
  const std::string bomb = deflated("\x7f\xff\xff\xff"s + std::string(20 << 20, 'x'));
  ASSERT_LT(bomb.size(), kLongestCutText);
  const auto said = read_extended_cut_text(kProvideText + bomb);
  ASSERT_TRUE(said);
  EXPECT_FALSE(*said);
}

TEST(ClipboardExchange, APlainViewerGetsLatinOne) {
  ClipboardExchange exchange;
  exchange.copied("é");
  EXPECT_EQ(exchange.next_message(), plain_cut_text("é"));
  EXPECT_FALSE(exchange.next_message());
}

TEST(ClipboardExchange, AnExtendedViewerIsToldAndAsks) {
  ClipboardExchange exchange;
  exchange.hear({ClipboardTalk::Offered});
  exchange.hear({ClipboardTalk::Offered});
  EXPECT_EQ(exchange.next_message(), cut_text_capabilities());
  EXPECT_FALSE(exchange.next_message());
  exchange.hear({ClipboardTalk::Wanted});
  EXPECT_FALSE(exchange.next_message());
  exchange.copied("été");
  EXPECT_EQ(exchange.next_message(), cut_text_notice());
  exchange.hear({ClipboardTalk::Wanted});
  EXPECT_EQ(exchange.next_message(), extended_cut_text("été"));
  exchange.hear({ClipboardTalk::Notified});
  EXPECT_EQ(exchange.next_message(), cut_text_request());
}

TEST(ClipboardExchange, AViewerThatTakesTextsUnaskedGetsThem) {
  ClipboardExchange exchange;
  exchange.hear({ClipboardTalk::Offered});
  exchange.hear({ClipboardTalk::Capable, 100});
  exchange.next_message();
  exchange.copied("été");
  EXPECT_EQ(exchange.next_message(), extended_cut_text("été"));
  exchange.copied(std::string(101, 'x'));
  EXPECT_EQ(exchange.next_message(), cut_text_notice());
}

TEST(ClipboardExchange, NothingOfTheFamilysOutlivesControl) {
  ClipboardExchange exchange;
  exchange.hear({ClipboardTalk::Offered});
  exchange.next_message();
  exchange.copied("secret");
  exchange.forget();
  EXPECT_FALSE(exchange.next_message());
  exchange.hear({ClipboardTalk::Wanted});
  EXPECT_FALSE(exchange.next_message());
}

TEST(ClipboardExchange, AViewerThatRepeatsItselfFillsNoQueue) {
  ClipboardExchange exchange;
  exchange.hear({ClipboardTalk::Offered});
  exchange.copied("x");
  for (int i = 0; i < 1000; ++i) {
    exchange.hear({ClipboardTalk::Notified});
    exchange.hear({ClipboardTalk::Wanted});
  }
  int messages = 0;
  while (exchange.next_message()) ++messages;
  EXPECT_LE(messages, 6);
}

}  // namespace
}  // namespace maintendue::screen
