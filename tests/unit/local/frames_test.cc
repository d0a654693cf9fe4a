#include "local/frames.h"

#include <gtest/gtest.h>

#include "base/random.h"

namespace maintendue::local {
namespace {

TEST(LocalFrames, AreWrittenAsTheContractSays) {
  EXPECT_EQ(encode("ab"), Bytes("\0\0\0\2ab", 6));
  EXPECT_EQ(encode(""), Bytes("\0\0\0\0", 4));
  EXPECT_EQ(encode(Bytes(kLongestMessage, 'x')).substr(0, 4), Bytes("\0\1\0\0", 4));
}

TEST(LocalFrames, ComeBackOneByteAtATime) {
  const std::vector<Bytes> said{"hello", "", random_bytes(kLongestMessage), "bye"};
  Bytes stream;
  for (const Bytes& message : said) stream += encode(message);
  MessageReader reader;
  std::vector<Bytes> heard;
  for (const char byte : stream) {
    reader.feed(BytesView(&byte, 1));
    Result<std::optional<Bytes>> message = reader.next();
    ASSERT_TRUE(message);
    if (*message) heard.push_back(std::move(**message));
  }
  EXPECT_EQ(heard, said);
}

TEST(LocalFrames, ComeBackFromOnePiece) {
  Bytes stream;
  for (int i = 0; i < 1000; ++i) stream += encode(std::to_string(i));
  MessageReader reader;
  reader.feed(stream);
  for (int i = 0; i < 1000; ++i) {
    const Result<std::optional<Bytes>> message = reader.next();
    ASSERT_TRUE(message && *message);
    EXPECT_EQ(**message, std::to_string(i));
  }
  const Result<std::optional<Bytes>> end = reader.next();
  ASSERT_TRUE(end);
  EXPECT_FALSE(*end);
}

TEST(LocalFrames, AreBadWhenTheyAnnounceTooMuchAndStayBad) {
  for (const BytesView header : {BytesView("\0\1\0\1", 4), BytesView("\xff\xff\xff\xff", 4)}) {
    MessageReader reader;
    reader.feed(header);
    for (int again = 0; again < 2; ++again) {
      const Result<std::optional<Bytes>> message = reader.next();
      ASSERT_FALSE(message);
      EXPECT_EQ(message.error().code, Errc::BadMessage);
      reader.feed(encode("good"));
    }
  }
}

}  // namespace
}  // namespace maintendue::local
