#include "base/random.h"

#include <gtest/gtest.h>

#include <set>

namespace maintendue {
namespace {

TEST(Random, GivesAsManyBytesAsAsked) {
  for (const std::size_t count : {0u, 1u, 16u, 100'000u}) {
    EXPECT_EQ(random_bytes(count).size(), count);
  }
}

TEST(Random, GivesOtherBytesEachTime) {
  std::set<Bytes> seen;
  for (int i = 0; i < 100; ++i) EXPECT_TRUE(seen.insert(random_bytes(16)).second);
}

TEST(Random, FillsItsBytesToTheEnd) {
  std::set<char> last;
  for (int i = 0; i < 200; ++i) last.insert(random_bytes(300).back());
  EXPECT_GT(last.size(), 20u);
}

TEST(Hex, IsLowerCaseTwoDigitsAByte) {
  EXPECT_EQ(to_hex(""), "");
  EXPECT_EQ(to_hex(BytesView("\x00\x0f\xff\x7e", 4)), "000fff7e");
}

TEST(SameSecret, LooksAtEveryByte) {
  EXPECT_TRUE(same_secret("", ""));
  EXPECT_TRUE(same_secret("abcd", "abcd"));
  EXPECT_FALSE(same_secret("abcd", "abc"));
  EXPECT_FALSE(same_secret("", "a"));
  const Bytes secret(64, 's');
  for (std::size_t at = 0; at < secret.size(); ++at) {
    Bytes other = secret;
    other[at] = 'x';
    EXPECT_FALSE(same_secret(secret, other)) << at;
  }
}

}  // namespace
}  // namespace maintendue
