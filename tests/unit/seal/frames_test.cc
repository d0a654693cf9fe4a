#include "seal/frames.h"

#include <gtest/gtest.h>

#include "base/random.h"

namespace maintendue::seal {
namespace {

TEST(Frames, AreWrittenAsTheContractSays) {
  EXPECT_EQ(encode(Channel::Control, "ab"), Bytes("\0\0\0\2ab", 6));
  EXPECT_EQ(encode(Channel::Rfb, "x"), Bytes("\1\0\0\1x", 5));
  EXPECT_EQ(encode(Channel::Rfb, Bytes(0x1234, 'x')).substr(0, 4), Bytes("\1\0\x12\x34", 4));
}

TEST(Frames, ComeBackOneByteAtATime) {
  const Bytes screen = random_bytes(kLongestRfb);
  const Bytes stream = encode(Channel::Control, "hello") + encode(Channel::Rfb, screen) +
                       encode(Channel::Control, Bytes(kLongestControl, 'c'));
  FrameReader reader;
  std::vector<Frame> frames;
  for (const char byte : stream) {
    reader.feed(BytesView(&byte, 1));
    Result<std::optional<Frame>> frame = reader.next();
    ASSERT_TRUE(frame);
    if (*frame) frames.push_back(std::move(**frame));
  }
  ASSERT_EQ(frames.size(), 3u);
  EXPECT_EQ(frames[0].channel, Channel::Control);
  EXPECT_EQ(frames[0].payload, "hello");
  EXPECT_EQ(frames[1].channel, Channel::Rfb);
  EXPECT_EQ(frames[1].payload, screen);
  EXPECT_EQ(frames[2].payload.size(), kLongestControl);
}

TEST(Frames, ComeBackFromOnePiece) {
  Bytes stream;
  for (int i = 0; i < 5000; ++i) stream += encode(Channel::Rfb, std::to_string(i));
  FrameReader reader;
  reader.feed(stream);
  for (int i = 0; i < 5000; ++i) {
    const Result<std::optional<Frame>> frame = reader.next();
    ASSERT_TRUE(frame && *frame);
    EXPECT_EQ((*frame)->payload, std::to_string(i));
  }
  const Result<std::optional<Frame>> end = reader.next();
  ASSERT_TRUE(end);
  EXPECT_FALSE(*end);
}

void expect_bad(BytesView stream) {
  FrameReader reader;
  reader.feed(stream);
  for (int again = 0; again < 2; ++again) {
    const Result<std::optional<Frame>> frame = reader.next();
    ASSERT_FALSE(frame);
    EXPECT_EQ(frame.error().code, Errc::BadMessage);
    reader.feed(encode(Channel::Control, "good"));
  }
}

TEST(Frames, OfAnUnknownChannelAreBadAtTheirFirstByte) {
  for (int channel = 2; channel < 256; ++channel) {
    const char byte = static_cast<char>(channel);
    expect_bad(BytesView(&byte, 1));
  }
}

TEST(Frames, OfABadLengthAreBadBeforeTheirPayload) {
  expect_bad(BytesView("\0\0\0\0", 4));
  expect_bad(BytesView("\1\0\0\0", 4));
  expect_bad(BytesView("\0\1\0\1", 4));    // 64 KiB and a byte
  expect_bad(BytesView("\1\0\x80\1", 4));  // 32 KiB and a byte of screen
  expect_bad(BytesView("\1\xff\xff\xff", 4));
}

TEST(Frames, StayBadAfterAGoodOne) {
  FrameReader reader;
  reader.feed(encode(Channel::Control, "good") + Bytes("\7"));
  const Result<std::optional<Frame>> good = reader.next();
  ASSERT_TRUE(good && *good);
  EXPECT_FALSE(reader.next());
  EXPECT_FALSE(reader.next());
}

}  // namespace
}  // namespace maintendue::seal
