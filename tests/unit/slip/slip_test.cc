// What a slip may be: as slip.proto says, and nothing that a browser or a reader takes otherwise.
#include "slip/slip.h"

#include <gtest/gtest.h>

#include "slip/page.h"

namespace maintendue::slip {
namespace {

TEST(APage, IsKnownByItsHost) {
  const auto page = read_page("https://WWW.Ecole-du-Val.example:8443/cahier?jour=3#fin");
  ASSERT_TRUE(page);
  EXPECT_EQ(page->host, "www.ecole-du-val.example:8443");
  EXPECT_EQ(page->rest, "/cahier?jour=3#fin");
  EXPECT_EQ(page->whole, "https://WWW.Ecole-du-Val.example:8443/cahier?jour=3#fin");
}

TEST(APage, MayBeTheBeginningOfAHost) {
  for (const char* url :
       {"http://192.168.1.1", "http://localhost:631/", "https://xn--cole-9oa.fr"}) {
    const auto page = read_page(url);
    ASSERT_TRUE(page) << url;
    EXPECT_EQ(page->rest, "") << url;
  }
}

TEST(APage, IsOfTheWebAlone) {
  for (const char* url :
       {"", "https://", "https:///etc", "http:/a.example", "HTTPS://a.example", "ftp://a.example",
        "file:///etc/passwd", "javascript:alert(1)", "data:text/html,x", "mailto:a@b.example",
        "//a.example", "a.example", " https://a.example", "https://a.example ",
        "view-source:https://a"})
    EXPECT_FALSE(read_page(url)) << url;
}

TEST(APage, ShowsWhoseItIs) {
  for (const char* url :
       {"https://banque.example@pirate.example/", "https://a:b@pirate.example/",
        "https://banque.example\\@pirate.example", "https://bänk.example/", "https://a..example",
        "https://.example", "https://a.example.", "https://[::1]/", "https://a.example:",
        "https://a.example:80:80", "https://a.example:port", "https://a.example:123456",
        "https://a%2eexample/", "https://a b.example", "https://a\tb.example",
        "https://a.example/\n", "https://a.example/\"", "https://a.example/<b>"})
    EXPECT_FALSE(read_page(url)) << url;
}

// Browsers read 192.168.1.1 in all of them, or nothing.
TEST(APage, OfAnAddressOfDigitsIsWrittenInTheUsualWay) {
  EXPECT_TRUE(read_page("http://192.168.1.1/"));
  EXPECT_TRUE(read_page("http://10.0.0.1:631"));
  EXPECT_TRUE(read_page("https://4.example/"));
  for (const char* url :
       {"http://3232235777/", "http://0xc0.0xa8.1.1/", "http://0xc0a80101", "http://0300.0250.1.1/",
        "http://192.168.257/", "http://192.168.1.256", "http://1.2.3.4.5", "http://a.example.1"})
    EXPECT_FALSE(read_page(url)) << url;
}

TEST(APage, HasAnEnd) {
  const std::string stem = "https://a.example/";
  EXPECT_TRUE(read_page(stem + std::string(2000 - stem.size(), 'x')));
  EXPECT_FALSE(read_page(stem + std::string(2001 - stem.size(), 'x')));
  EXPECT_TRUE(read_page("https://" + std::string(52, 'a') + ".example"));
  EXPECT_FALSE(read_page("https://" + std::string(53, 'a') + ".example")) << "wholly shown";
  EXPECT_FALSE(read_page("https://" + std::string(50, 'a') + ".example:80"));
}

TEST(AText, IsWhatItLooksLike) {
  EXPECT_TRUE(is_text("Dossier n° 4711 :\nà garder"));
  EXPECT_TRUE(is_text("می‌خواهم"));  // is not written without what parts its letters
  EXPECT_FALSE(is_text(""));
  EXPECT_FALSE(is_text(" \n "));
  EXPECT_FALSE(is_text("a\tb"));
  EXPECT_FALSE(is_text("a\rb"));
  EXPECT_FALSE(is_text(std::string("a\0b", 3)));
  EXPECT_FALSE(is_text("a\x1b[31m"));
  EXPECT_FALSE(is_text("a\xff"));
  EXPECT_FALSE(is_text("a\u0085"));
  EXPECT_FALSE(is_text("a\u202Eb"));
  EXPECT_FALSE(is_text("a\u2066b"));
  EXPECT_FALSE(is_text("a\u200Fb"));
  EXPECT_FALSE(is_text("a\u00ADb"));
  for (const char* blank : {"\u00A0", "\u200C", "\u3164", "\u2800", "\u115F", "\u2003 \n"})
    EXPECT_FALSE(is_text(blank));
}

TEST(AText, HasAnEnd) {
  std::string text;
  for (int i = 0; i < 500; ++i) text += "é";
  EXPECT_TRUE(is_text(text));
  EXPECT_FALSE(is_text(text + "é"));
  EXPECT_TRUE(is_text("a" + std::string(11, '\n')));
  EXPECT_FALSE(is_text("a" + std::string(12, '\n')));
}

TEST(ASlip, IsOneThingThatCanBeShown) {
  v1::Slip slip;
  slip.set_number(1);
  EXPECT_FALSE(is_whole(slip));
  slip.set_phrase(v1::PHRASE_UNSPECIFIED);
  EXPECT_FALSE(is_whole(slip));
  slip.set_phrase(static_cast<v1::Phrase>(v1::Phrase_MAX + 1));
  EXPECT_FALSE(is_whole(slip));
  slip.set_phrase(v1::PHRASE_HELLO);
  EXPECT_TRUE(is_whole(slip));
  slip.set_number(0);
  EXPECT_FALSE(is_whole(slip));
}

}  // namespace
}  // namespace maintendue::slip
